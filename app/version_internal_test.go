package app

import (
	"runtime/debug"
	"testing"
)

func TestTheFullVersionNamesTheRevision(t *testing.T) {
	t.Parallel()
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "0123456789abcdef0123"}
	tests := []struct {
		settings []debug.BuildSetting
		want     string
	}{
		{nil, "1.2.3"},
		{[]debug.BuildSetting{revision, {Key: "vcs.modified", Value: "false"}}, "1.2.3 (0123456789ab)"},
		{[]debug.BuildSetting{revision, {Key: "vcs.modified", Value: "true"}}, "1.2.3 (0123456789ab, modified)"},
	}
	for _, test := range tests {
		if got := describe("1.2.3", test.settings); got != test.want {
			t.Errorf("%v: %q, want %q", test.settings, got, test.want)
		}
	}
}
