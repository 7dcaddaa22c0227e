package command

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

func TestKeysAreCalledAsPeopleCallThem(t *testing.T) {
	t.Parallel()
	cases := []struct {
		key        Key
		linux, mac string
	}{
		{Char('n'), "N", "N"},
		{Char('['), "[", "["},
		{Named(fyne.KeyZ, fyne.KeyModifierControl|Shift), "Ctrl+Shift+Z", "Control+Shift+Z"},
		{Named(fyne.KeyZ, fyne.KeyModifierSuper), "Super+Z", "Cmd+Z"},
		{Named(fyne.KeyPageDown, Alt), "Alt+Page Down", "Option+Page Down"},
		{Named(fyne.KeyReturn, 0), "Enter", "Enter"},
		{Named(fyne.KeyF3, Shift), "Shift+F3", "Shift+F3"},
	}
	for _, c := range cases {
		if got := c.key.text(false); got != c.linux {
			t.Errorf("%+v is called %q, want %q", c.key, got, c.linux)
		}
		if got := c.key.text(true); got != c.mac {
			t.Errorf("on macOS %+v is called %q, want %q", c.key, got, c.mac)
		}
	}
}

// TestOnlyKeysWithAModifierAreShortcuts: Fyne's menus never see the others, so they must not be promised there.
func TestOnlyKeysWithAModifierAreShortcuts(t *testing.T) {
	t.Parallel()
	for _, k := range []Key{Char('1'), Named(fyne.KeyF3, 0), Named(fyne.KeyF3, Shift), Named(fyne.KeyDelete, 0)} {
		if k.Shortcut() != nil {
			t.Errorf("%s has a shortcut", k)
		}
	}
	if !Named(fyne.KeyZ, Ctrl).Matches(&fyne.ShortcutUndo{}) {
		t.Error("Ctrl+Z is not what Fyne calls undo")
	}
	if !Named(fyne.KeyY, Ctrl).Matches(&fyne.ShortcutRedo{}) {
		t.Error("Ctrl+Y is not what Fyne calls redo")
	}
	if Named(fyne.KeyZ, Ctrl|Shift).Matches(&fyne.ShortcutUndo{}) {
		t.Error("Ctrl+Shift+Z is taken for undo")
	}
}

func TestAFewLettersFindTheCommand(t *testing.T) {
	t.Parallel()
	names := []string{"Mark as claim", "Mark as denial", "Export JSON…", "Next mark", "Save a copy of the project…", "Show or hide the library"}
	cases := []struct {
		query string
		first string
	}{
		{"denial", "Mark as denial"}, {"mad", "Mark as denial"}, {"mac", "Mark as claim"}, {"json", "Export JSON…"},
		{"exj", "Export JSON…"}, {"copy", "Save a copy of the project…"}, {"next", "Next mark"}, {"lib", "Show or hide the library"},
		{"MARK  CLAIM", "Mark as claim"}, {"project copy", ""}, {"zzz", ""},
	}
	for _, c := range cases {
		got := Rank(c.query, names)
		if c.first == "" {
			if len(got) > 0 {
				t.Errorf("%q finds %q", c.query, names[got[0]])
			}
			continue
		}
		if len(got) == 0 || names[got[0]] != c.first {
			t.Errorf("%q finds places %v, want %q first", c.query, got, c.first)
		}
	}
	if got := Rank("", names); !slices.Equal(got, []int{0, 1, 2, 3, 4, 5}) {
		t.Errorf("without letters: %v", got)
	}
}
