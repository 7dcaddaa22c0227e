package app_test

import (
	"os"
	"testing"

	"galley/app/child"
)

// TestMain reads documents when it is a child that does that.
func TestMain(m *testing.M) {
	child.Main()
	os.Exit(m.Run())
}
