package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Fyne's entries stand still for minutes with a megabyte in them.
func TestAFieldRefusesToPasteMoreThanItCanEdit(t *testing.T) {
	test.NewTempApp(t)
	refused := 0
	f := &field{onTooLong: func() { refused++ }}
	f.ExtendBaseWidget(f)
	clipboard := test.NewClipboard()
	clipboard.SetContent(strings.Repeat("x", maxEdited+1))
	f.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	if refused != 1 || f.Text != "" {
		t.Errorf("refused %d times, %d bytes in the field", refused, len(f.Text))
	}
	clipboard.SetContent("short")
	f.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	if refused != 1 || f.Text != "short" {
		t.Errorf("refused %d times, the field holds %.20q", refused, f.Text)
	}
}

// TestUndoInAnEntryIsOfWhatIsTypedThere, unless that becomes a change of the project: who takes back a letter in the find
// bar must not lose a mark of another article.
func TestUndoInAnEntryIsOfWhatIsTypedThere(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.selectText("denied responsibility", 0)
	r.typed("2")
	r.selectText("", 0)
	undo, redo := ctrl(fyne.KeyZ).Shortcut(), ctrlShift(fyne.KeyZ).Shortcut()
	r.perform("find")
	find := r.reader.finder.input
	find.SetText("")
	test.Type(find, "militia")
	find.TypedShortcut(undo)
	if find.Text != "" {
		t.Errorf("after undo the find bar holds %q", find.Text)
	}
	find.TypedShortcut(redo)
	if find.Text != "militia" {
		t.Errorf("after redo the find bar holds %q", find.Text)
	}
	r.want("denial 128-149")
	if item := r.menus.items["undo"]; item.Shortcut != nil {
		t.Error("the menu, which is asked first, takes the key from every entry")
	}
	note := r.inspector.details.note
	r.perform("mark.note")
	test.Type(note, "typed")
	note.TypedShortcut(undo)
	r.settle()
	if a := r.current.mark(); a == nil || a.Note != "" || note.Text != "" {
		t.Error("undo in the note does not take back the change that the note was")
	}
	note.TypedShortcut(redo)
	r.settle()
	if a := r.current.mark(); a == nil || a.Note != "typed" || note.Text != "typed" {
		t.Error("redo in the note does not do it again")
	}
	r.win.Canvas().Focus(r.reader.view)
	r.reader.view.TypedShortcut(undo)
	r.settle()
	r.reader.view.TypedShortcut(undo)
	r.want("")
}
