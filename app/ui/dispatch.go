package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"galley/app/ui/command"
)

// indexOf finds a command of the table by its id; it is a mistake in the program if there is none.
func indexOf(commands []entry, id string) *entry {
	for i := range commands {
		if commands[i].id == id {
			return &commands[i]
		}
	}
	panic("there is no command " + id)
}

// title is the command's name as it is now.
func (c *entry) label(w *window) string {
	if c.title != nil {
		return c.title(w)
	}
	return lang.L(c.name)
}

// applies says why the command does not apply, or "".
func (c *entry) applies(w *window) string {
	if c.when == nil {
		return ""
	}
	return c.when(w)
}

// keyText is how the command's keys are told: "1, Ctrl+1".
func (c *entry) keyText() string {
	text := ""
	for i, k := range c.keys {
		if k.Name == fyne.KeyEnter { // the one on the number pad
			continue
		}
		if i > 0 {
			text += ", "
		}
		text += k.String()
	}
	return text
}

// run gives a command, by menu, key, button or palette alike. One that does not apply says why in the status bar.
func (w *window) run(c *entry) {
	if w.dialogs.open() {
		return
	}
	if why := c.applies(w); why != "" {
		w.status.say(why)
		return
	}
	w.reader.bar.hide()
	c.do(w)
	w.commandsChanged()
}

// perform runs the command with that id.
func (w *window) perform(id string) { w.run(indexOf(w.commands, id)) }

// shortcut runs the command of a shortcut that a widget had no use for.
func (w *window) shortcut(s fyne.Shortcut) bool {
	for i := range w.commands {
		c := &w.commands[i]
		if c.own {
			continue
		}
		for _, k := range c.keys {
			if k.Matches(s) {
				w.run(c)
				return true
			}
		}
	}
	return false
}

// typedKey runs the command of a named key typed in the reader or a list, or while nothing has the keyboard.
func (w *window) typedKey(e *fyne.KeyEvent) bool {
	w.reader.bar.hide()
	return w.dispatchKey(e, func(*entry) bool { return true })
}

// fieldKey runs the command of a key that entries leave alone, like F1.
func (w *window) fieldKey(e *fyne.KeyEvent) bool {
	return w.dispatchKey(e, func(c *entry) bool { return c.field })
}

func (w *window) dispatchKey(e *fyne.KeyEvent, accept func(*entry) bool) bool {
	if w.dialogs.open() {
		return w.dialogs.key(e)
	}
	pressed := command.Named(e.Name, w.modifiers()&command.Shift)
	for i := range w.commands {
		c := &w.commands[i]
		if c.own || !accept(c) {
			continue
		}
		for _, k := range c.keys {
			if k == pressed {
				w.run(c)
				return true
			}
		}
	}
	return false
}

// typedRune runs the command of a character typed in the reader or a list. Letters count in either case.
func (w *window) typedRune(r rune) bool {
	if w.dialogs.open() {
		return false
	}
	w.reader.bar.hide()
	if r >= 'A' && r <= 'Z' {
		r += 'a' - 'A'
	}
	for i := range w.commands {
		c := &w.commands[i]
		for _, k := range c.keys {
			if k.Rune != 0 && k.Rune == r {
				w.run(c)
				return true
			}
		}
	}
	return false
}
