// Package command says what keys are called and finds commands by a few letters of their names. The table of Galley's
// commands itself stands in app/ui/commands.go.
package command

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Ctrl is the modifier of the desktop's own shortcuts: Control, on macOS Command.
var Ctrl = fyne.KeyModifierShortcutDefault

// Modifiers by their short names.
const (
	Alt   = fyne.KeyModifierAlt
	Shift = fyne.KeyModifierShift
)

// Key is one way to give a command with the keyboard: either a character that is typed, or a named key with modifiers.
type Key struct {
	Rune rune // typed character, 0 if it is a named key
	Name fyne.KeyName
	Mod  fyne.KeyModifier
}

// Char is the key for a typed character, whatever keys the layout needs for it.
func Char(r rune) Key { return Key{Rune: r} }

// Named is a named key with modifiers.
func Named(name fyne.KeyName, mod fyne.KeyModifier) Key { return Key{Name: name, Mod: mod} }

// Global reports whether the key works wherever the keyboard is, since the menu sees it first: it has a modifier other
// than Shift.
func (k Key) Global() bool { return k.Mod&^Shift != 0 }

// Shortcut is the key as Fyne's menus and canvases know it, nil for keys that are not Global.
func (k Key) Shortcut() fyne.Shortcut {
	if !k.Global() {
		return nil
	}
	if k.Mod == Ctrl {
		switch k.Name {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		}
	}
	return &desktop.CustomShortcut{KeyName: k.Name, Modifier: k.Mod}
}

// Matches reports whether a shortcut that Fyne delivered is this key.
func (k Key) Matches(s fyne.Shortcut) bool {
	mine := k.Shortcut()
	return mine != nil && mine.ShortcutName() == s.ShortcutName()
}

// String is the key as people read it: "Ctrl+Shift+Z", "F3", "[".
func (k Key) String() string { return k.text(runtime.GOOS == "darwin") }

func (k Key) text(mac bool) string {
	if k.Rune != 0 {
		return strings.ToUpper(string(k.Rune))
	}
	var b strings.Builder
	for _, m := range []struct {
		mod       fyne.KeyModifier
		name, mac string
	}{
		{fyne.KeyModifierControl, "Ctrl", "Control"}, {fyne.KeyModifierAlt, "Alt", "Option"},
		{fyne.KeyModifierShift, "Shift", "Shift"}, {fyne.KeyModifierSuper, "Super", "Cmd"},
	} {
		if k.Mod&m.mod == 0 {
			continue
		}
		if mac {
			b.WriteString(m.mac + "+")
		} else {
			b.WriteString(m.name + "+")
		}
	}
	b.WriteString(keyName(k.Name))
	return b.String()
}

func keyName(name fyne.KeyName) string {
	switch name {
	case fyne.KeyReturn:
		return "Enter"
	case fyne.KeyPageUp:
		return "Page Up"
	case fyne.KeyPageDown:
		return "Page Down"
	case fyne.KeyEscape:
		return "Esc"
	case fyne.KeyBackspace:
		return "Backspace"
	}
	return string(name)
}
