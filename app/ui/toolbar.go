package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"galley/app/annotation"
)

// toolbar shows the commands that are used most, each with what it does in the status bar while the mouse is over it.
type toolbar struct {
	w     *window
	icons map[string]*iconButton
	tags  map[string]*tagButton
	root  fyne.CanvasObject
}

func newToolbar(w *window) *toolbar {
	t := &toolbar{w: w, icons: map[string]*iconButton{}, tags: map[string]*tagButton{}}
	left := container.NewHBox(
		t.icon("pane.library", libraryIcon()), space(6),
		t.icon("article.open", theme.FolderOpenIcon()), t.icon("article.paste", theme.ContentPasteIcon()),
		t.icon("export.all", theme.DownloadIcon()), space(6),
		t.icon("undo", theme.ContentUndoIcon()), t.icon("redo", theme.ContentRedoIcon()), space(6),
	)
	for _, tag := range annotation.Tags {
		left.Add(t.tag(tag))
	}
	right := container.NewHBox(
		t.icon("find", theme.SearchIcon()), space(6),
		t.icon("font.smaller", smallerIcon()), t.icon("font.larger", largerIcon()), space(6),
		t.icon("palette", paletteIcon()), t.icon("settings", theme.SettingsIcon()), t.icon("keys", theme.HelpIcon()), space(6),
		t.icon("pane.inspector", inspectorIcon()),
	)
	row := container.NewHBox(left, layout.NewSpacer(), right)
	t.root = container.NewStack(newColored(theme.ColorNameHeaderBackground, "", 0), container.NewVBox(padded(3, 3, 6, 6, row), hairline()))
	return t
}

func (t *toolbar) icon(id string, icon fyne.Resource) fyne.CanvasObject {
	b := newIconButton(icon, func() {
		t.w.perform(id)
		t.w.focusReaderIfFree()
	})
	b.onHover = t.w.hint(id)
	t.icons[id] = b
	return b
}

func (t *toolbar) tag(tag annotation.Tag) fyne.CanvasObject {
	id := "mark." + string(tag)
	c := indexOf(t.w.commands, id)
	b := newTagButton(tag, tagName(tag), c.keys[0].String(), func() {
		t.w.perform(id)
		t.w.focusReaderIfFree()
	})
	b.onHover = t.w.hint(id)
	t.tags[id] = b
	return b
}

// update greys what does not apply now.
func (t *toolbar) update() {
	if t == nil {
		return
	}
	for id, b := range t.icons {
		c := indexOf(t.w.commands, id)
		b.setState(c.applies(t.w) != "", c.checked != nil && c.checked(t.w))
	}
	for id, b := range t.tags {
		b.setDisabled(indexOf(t.w.commands, id).applies(t.w) != "")
	}
}

// hint returns what a button of a command calls when the mouse comes and goes: the status bar names it.
func (w *window) hint(id string) func(in bool) {
	c := indexOf(w.commands, id)
	return func(in bool) {
		if !in {
			w.status.hint("")
			return
		}
		text := c.label(w)
		if k := c.keyText(); k != "" {
			text += "  (" + k + ")"
		}
		w.status.hint(text)
	}
}

// space is empty room between groups of buttons.
func space(width float32) fyne.CanvasObject {
	return container.New(fixed{fyne.NewSize(width, 1)})
}
