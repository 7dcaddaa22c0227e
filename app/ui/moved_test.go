//go:build !windows

package ui

// Windows does not let a file be renamed that is open.

import (
	"os"
	"strings"
	"testing"
)

func TestClosingWhileNothingCanBeSavedAsks(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.settle()
	moved := r.path + ".moved"
	if err := os.Rename(r.path, moved); err != nil {
		t.Fatal(err)
	}
	r.selectText("denied responsibility", 0)
	r.typed("2")
	r.until("it is said that nothing is saved", func() bool { return r.space.SaveState().Err != nil && r.status.retry.Visible() })
	if !strings.HasPrefix(r.status.state.text, "Not saved: ") {
		t.Errorf("the status bar says %q", r.status.state.text)
	}
	if r.current.marks.Len("") != 1 {
		t.Error("the mark is not on the screen any more")
	}
	r.close()
	r.until("the person is asked", func() bool { return len(r.dialogs.stack) == 1 })
	r.top().hide()
	if err := os.Rename(moved, r.path); err != nil {
		t.Fatal(err)
	}
	r.perform("project.save")
	r.until("it is saved", func() bool { s := r.space.SaveState(); return s.Pending == 0 && s.Err == nil })
	r.want("denial 128-149")
}
