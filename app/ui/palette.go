package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"galley/app/annotation"
	"galley/app/ui/command"
	"galley/app/ui/look"
)

// palette finds a command by a few letters of its name.
type palette struct {
	w      *window
	box    *box
	names  []string
	found  []int
	at     int
	input  *field
	list   *pickList
	filled bool
}

func (w *window) showPalette() {
	p := &palette{w: w, box: &box{w: w}}
	for i := range w.commands {
		p.names = append(p.names, paletteName(w, &w.commands[i]))
	}
	p.input = newField(w, false)
	p.input.SetPlaceHolder(lang.L("What do you want to do?"))
	p.input.OnChanged = func(string) { p.search() }
	p.input.onKey = p.key
	p.list = newPickList(func() int { return len(p.found) }, func() fyne.CanvasObject { return newCommandRow() }, p.fill)
	p.list.OnSelected = func(row int) {
		if p.filled {
			p.at = row
			p.take()
		}
	}
	p.box.dismiss = &choice{}
	p.search()
	p.box.present(padded(10, 10, 12, 12, container.NewBorder(padded(0, 6, 0, 0, p.input), nil, nil, nil, p.list)), fyne.NewSize(560, 430))
	w.win.Canvas().Focus(p.input)
}

// paletteName is a command's name with the menu it stands in, so that "theme dark" finds it.
func paletteName(w *window, c *entry) string {
	name := c.label(w)
	if c.sub != "" {
		return lang.L(c.sub) + ": " + name
	}
	if c.menu == "Mark" && slices.Contains(annotation.Tags, annotation.Tag(c.id[min(len("mark."), len(c.id)):])) {
		return lang.L("Mark as {{.Tag}}", map[string]any{"Tag": name})
	}
	if c.menu == "View" && c.checked != nil {
		return lang.L("Show or hide: {{.Pane}}", map[string]any{"Pane": name})
	}
	return name
}

func (p *palette) search() {
	p.found = command.Rank(p.input.Text, p.names)
	// What applies now comes first, otherwise in the order found.
	slices.SortStableFunc(p.found, func(a, b int) int {
		x, y := p.w.commands[a].applies(p.w) != "", p.w.commands[b].applies(p.w) != ""
		switch {
		case x == y:
			return 0
		case y:
			return -1
		}
		return 1
	})
	p.at = 0
	p.show()
}

func (p *palette) show() {
	p.filled = false
	p.list.UnselectAll()
	p.list.Refresh()
	if p.at < len(p.found) {
		p.list.Select(p.at)
	}
	p.filled = true
}

func (p *palette) fill(row int, o fyne.CanvasObject) {
	if row >= len(p.found) {
		return
	}
	c := &p.w.commands[p.found[row]]
	o.(*commandRow).set(p.names[p.found[row]], c.keyText(), c.applies(p.w) == "")
}

func (p *palette) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		p.at = min(p.at+1, max(len(p.found)-1, 0))
		p.show()
	case fyne.KeyUp:
		p.at = max(p.at-1, 0)
		p.show()
	case fyne.KeyReturn, fyne.KeyEnter:
		p.take()
	case fyne.KeyEscape:
		p.box.hide()
	default:
		return false
	}
	return true
}

// take closes the palette and gives the command.
func (p *palette) take() {
	if p.at >= len(p.found) || p.box.hidden {
		return
	}
	c := &p.w.commands[p.found[p.at]]
	p.box.hide()
	p.w.focusReaderIfFree()
	p.w.run(c)
}

// commandRow is a command's name with its keys.
type commandRow struct {
	widget.BaseWidget
	name, keys *textLine
	content    fyne.CanvasObject
}

func newCommandRow() *commandRow {
	r := &commandRow{name: plainLine(""), keys: captionLine("").asWhole()}
	r.content = padded(4, 4, 8, 8, container.NewBorder(nil, nil, nil, r.keys, r.name))
	r.ExtendBaseWidget(r)
	return r
}

func (r *commandRow) set(name, keys string, applies bool) {
	r.name.setText(name)
	r.keys.setText(keys)
	if applies {
		r.name.setColor(theme.ColorNameForeground)
	} else {
		r.name.setColor(look.ColorMuted)
	}
}

// CreateRenderer implements fyne.Widget.
func (r *commandRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }
