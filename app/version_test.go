package app_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"galley/app"
)

func TestTheVersionIsThatOfTheAppFile(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^\s*Version\s*=\s*"([^"]+)"`).FindSubmatch(data)
	if found == nil || string(found[1]) != app.Version {
		t.Errorf("FyneApp.toml has version %q, the program %q", found, app.Version)
	}
	if !strings.HasPrefix(app.FullVersion(), app.Version) {
		t.Errorf("full version %q", app.FullVersion())
	}
}
