package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// field is an entry that hands on the keys which are the window's, and says when it is left.
type field struct {
	widget.Entry
	// onLeft is for an entry whose text becomes a change of the project. Undo and Redo are the project's there; in any
	// other entry, such as that of the find bar, they are of what is typed.
	onLeft func()
	// onKey has the first look at keys; true means dealt with.
	onKey func(*fyne.KeyEvent) bool
	// onShortcut is offered what the entry itself has no use for.
	onShortcut func(fyne.Shortcut) bool
	onTooLong  func() // what was to be pasted is refused
}

func newField(w *window, multiLine bool) *field {
	f := &field{}
	f.MultiLine = multiLine
	if multiLine {
		f.Wrapping = fyne.TextWrapWord
	}
	f.onKey = w.fieldKey
	f.onShortcut = w.shortcut
	f.onTooLong = func() {
		w.status.warn(lang.L("This is too long to be pasted here: at most {{.Count}} characters", map[string]any{"Count": maxEdited}))
	}
	f.ExtendBaseWidget(f)
	return f
}

// FocusLost implements fyne.Focusable.
func (f *field) FocusLost() {
	f.Entry.FocusLost()
	if f.onLeft != nil {
		f.onLeft()
	}
}

// TypedKey implements fyne.Focusable.
func (f *field) TypedKey(e *fyne.KeyEvent) {
	newline := f.MultiLine && (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter)
	if !newline && f.onKey != nil && f.onKey(e) {
		return
	}
	f.Entry.TypedKey(e)
}

// TypedShortcut implements fyne.Shortcutable.
func (f *field) TypedShortcut(s fyne.Shortcut) {
	if paste, ok := s.(*fyne.ShortcutPaste); ok && len(f.Text)+len(paste.Clipboard.Content()) > maxEdited {
		if f.onTooLong != nil {
			f.onTooLong()
		}
		return
	}
	custom, isCustom := s.(*desktop.CustomShortcut)
	switch {
	case f.onLeft == nil && ctrlShift(fyne.KeyZ).Matches(s):
		f.Redo()
		return
	case f.onShortcut == nil:
	case isCustom && !editing(custom) && f.onShortcut(s):
		return
	case f.onLeft != nil && (ctrl(fyne.KeyZ).Matches(s) || ctrl(fyne.KeyY).Matches(s)) && f.onShortcut(s):
		return
	}
	f.Entry.TypedShortcut(s)
}

// editing reports whether a shortcut moves or deletes in an entry.
func editing(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

// pickList is a list whose arrow keys select at once and which hands on every other key.
type pickList struct {
	widget.List
	onKey  func(*fyne.KeyEvent) bool
	onRune func(rune) bool
	onStep func(by int)
}

func newPickList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *pickList {
	l := &pickList{}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements fyne.Focusable.
func (l *pickList) TypedKey(e *fyne.KeyEvent) {
	step := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -8, fyne.KeyPageDown: 8, fyne.KeyHome: -1 << 30, fyne.KeyEnd: 1 << 30}[e.Name]
	switch {
	case step != 0 && l.onStep != nil:
		l.onStep(step)
	case l.onKey != nil && l.onKey(e):
	default:
		l.List.TypedKey(e)
	}
}

// TypedRune implements fyne.Focusable.
func (l *pickList) TypedRune(r rune) {
	if l.onRune != nil && l.onRune(r) {
		return
	}
	l.List.TypedRune(r)
}
