package ui

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"galley/app/annotation"
	"galley/app/ui/look"
	"galley/widgets/textpaint"
	"galley/widgets/textview"
)

// reader is the middle pane: the article, the find bar above it and the tag bar that floats at the selection.
type reader struct {
	w      *window
	view   *textview.View
	bar    *floatingBar
	finder *finder
	page   *fyne.Container // the view with what floats over it
	blank  *fyne.Container // what is there while no article is open
	root   fyne.CanvasObject

	dimmed []textview.Range
	// keyed says that a key is moving the caret now: the bar is for the mouse.
	keyed bool
}

// placeDelay is how long after scrolling the place is remembered.
const placeDelay = time.Second

func newReader(w *window) *reader {
	r := &reader{w: w, view: textview.New(), blank: container.NewStack()}
	r.bar = newFloatingBar(w)
	r.finder = newFinder(w)
	r.listen()
	r.page = container.NewStack(r.view, r.bar.layer)
	r.root = container.NewBorder(r.finder.root, nil, nil, nil, container.NewStack(r.page, r.blank))
	r.applyStyle()
	r.applyType()
	return r
}

// listen answers the view's intentions.
func (r *reader) listen() {
	w, v := r.w, r.view
	v.OnTypedRune = w.typedRune
	v.OnTypedKey = func(e *fyne.KeyEvent) bool {
		r.keyed = moves(e.Name)
		return w.typedKey(e)
	}
	v.OnShortcut = func(s fyne.Shortcut) bool {
		switch s := s.(type) {
		case *fyne.ShortcutSelectAll:
			r.keyed = true
		case *desktop.CustomShortcut:
			// With a modifier these two go to other articles.
			r.keyed = moves(s.KeyName) && s.KeyName != fyne.KeyPageUp && s.KeyName != fyne.KeyPageDown
		default:
			r.keyed = false
		}
		return false
	}
	v.OnSelected = func(sel textview.Range) {
		r.bar.hide()
		if !sel.Empty() {
			r.finder.pass()
		}
		w.status.position()
		w.toolbar.update()
	}
	v.OnSelectionDone = func(sel textview.Range) {
		if r.keyed {
			r.keyed = false
			w.commandsChanged()
			return
		}
		if sel.Start != sel.End && canTag(w) == "" {
			r.bar.show()
		}
		w.commandsChanged()
	}
	v.OnMarkTapped = w.markTapped
	v.OnEdgeDragged = w.edgeDragged
	v.OnContextMenu = w.contextMenu
	v.OnScrolled = func() {
		r.bar.hide()
		w.soon("place", placeDelay, w.rememberPlace)
	}
}

// moves reports whether a key moves the caret.
func moves(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
		return true
	}
	return false
}

// show puts an article into the view.
func (r *reader) show(a *reading, marks []textview.Mark) {
	r.finder.reset()
	r.bar.hide()
	r.view.SetText(a.text.String())
	r.view.SetBoundaries(textview.Boundaries{
		WordAt: a.text.WordAt, SentenceAt: a.text.SentenceAt, ParagraphAt: a.text.ParagraphAt,
		NextWord: a.text.NextWord, PrevWord: a.text.PrevWord,
	})
	r.view.SetMarks(marks)
	r.dimmed = nil
	r.dim(a)
}

// dim shows paler what does not belong to the article.
func (r *reader) dim(a *reading) {
	var dimmed []textview.Range
	for _, p := range a.metadata.Passages {
		if !p.Kept {
			dimmed = append(dimmed, textview.Range{Start: p.Start, End: p.End})
		}
	}
	if slices.Equal(dimmed, r.dimmed) {
		return
	}
	r.dimmed = dimmed
	r.view.SetDimmed(dimmed)
}

func (r *reader) clear() {
	r.finder.reset()
	r.bar.hide()
	r.view.SetText("")
}

// showState shows the article, or what there is to do without one.
func (r *reader) showState() {
	w := r.w
	if w.current != nil {
		r.blank.Hide()
		r.page.Show()
		return
	}
	r.page.Hide()
	var o fyne.CanvasObject
	switch {
	case w.trouble != nil:
		o = w.troublePage()
	case w.space == nil:
		o = container.NewCenter(captionLine(lang.L("Opening the project…")).asWhole())
	case w.space.Count() == 0:
		o = w.welcomePage()
	default:
		o = w.choosePage()
	}
	r.blank.Objects = []fyne.CanvasObject{o}
	r.blank.Show()
	r.blank.Refresh()
}

// applyStyle gives the view the tags' colours of the theme.
func (r *reader) applyStyle() {
	underlines := []textpaint.Underline{textpaint.Solid, textpaint.Dashed, textpaint.Dotted, textpaint.Solid}
	var styles []textview.Style
	for i, tag := range append(append([]annotation.Tag(nil), annotation.Tags...), "other") {
		letter := ""
		if i < len(annotation.Tags) {
			letter = tagLetter(tag)
		}
		styles = append(styles, textview.Style{
			Ground: look.Current(look.ColorGround(tag)), Line: look.Current(look.ColorLine(tag)),
			Underline: underlines[i], Letter: letter,
		})
	}
	r.view.SetStyles(styles)
}

// applyType gives the view the type that the person has set.
func (r *reader) applyType() {
	p := r.w.prefs
	r.view.SetFontSize(p.fontSize())
	r.view.SetLineHeight(p.lineHeight())
	r.view.SetMeasure(p.measure())
}

// contextMenu offers what one can do with the selection or the chosen mark.
func (w *window) contextMenu(at fyne.Position, pos int) {
	if w.current == nil || w.dialogs.open() {
		return
	}
	w.reader.bar.hide()
	if sel := w.reader.view.Selection(); sel.Start == sel.End {
		w.selectMark(w.smallestAt(pos), false)
		if w.current.selected == "" {
			w.selectWord(pos)
		}
	}
	var items []*fyne.MenuItem
	for _, id := range []string{"mark.claim", "mark.denial", "mark.unverified", "mark.fragment", "mark.remove", "", "mark.note", "mark.source", "", "copy"} {
		if id == "" {
			items = append(items, fyne.NewMenuItemSeparator())
			continue
		}
		c := indexOf(w.commands, id)
		item := fyne.NewMenuItem(itemText(c, w), func() { w.run(c) })
		item.Disabled = c.applies(w) != ""
		items = append(items, item)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.win.Canvas(), at)
}

// selectWord selects the word at a position, if there is one, so that it can be marked.
func (w *window) selectWord(pos int) {
	start, end := w.current.text.WordAt(pos)
	if word := w.current.text.Slice(start, end); strings.TrimSpace(word) != "" {
		w.reader.view.Select(textview.Range{Start: start, End: end})
	}
}

// smallestAt is the shortest mark at a position. Marks are in order of their start, so those that begin after it are not
// looked at.
func (w *window) smallestAt(pos int) string {
	best, length := "", 0
	for _, a := range w.current.marks.List("") {
		if a.Spans[0].Start > pos {
			break
		}
		for _, s := range a.Spans {
			if s.Start <= pos && pos < s.End && (best == "" || s.End-s.Start < length) {
				best, length = a.ID, s.End-s.Start
			}
		}
	}
	return best
}

// focusReader gives the keyboard to the text.
func (w *window) focusReader() {
	if w.current != nil && !w.dialogs.open() {
		w.win.Canvas().Focus(w.reader.view)
	}
}

// focusReaderIfFree gives the keyboard to the text if nothing else has it.
func (w *window) focusReaderIfFree() {
	if w.win.Canvas().Focused() == nil {
		w.focusReader()
	}
}

// floatingBar offers the tags at the selection. It has no focus to take: the keyboard and the selection stay.
type floatingBar struct {
	w     *window
	layer *fyne.Container
	card  *fyne.Container
}

func newFloatingBar(w *window) *floatingBar {
	b := &floatingBar{w: w}
	row := container.NewHBox()
	for _, tag := range annotation.Tags {
		c := indexOf(w.commands, "mark."+string(tag))
		row.Add(newTagButton(tag, tagName(tag), c.keys[0].String(), func() { w.run(c) }))
	}
	ground := newColored(look.ColorCard, look.ColorCardEdge, 7)
	b.card = container.NewStack(ground, padded(5, 5, 5, 5, row))
	b.card.Hide()
	b.layer = container.NewWithoutLayout(b.card)
	return b
}

// show puts the bar above the selection, or below it where there is no room.
func (b *floatingBar) show() {
	pos, extent, ok := b.w.reader.view.SelectionRect()
	if !ok {
		return
	}
	const distance = 8
	least, room := b.card.MinSize(), b.w.reader.view.Size()
	x := min(max(pos.X+extent.Width/2-least.Width/2, 4), max(room.Width-least.Width-4, 4))
	y := pos.Y - least.Height - distance
	if y < 4 {
		y = min(pos.Y+extent.Height+distance, room.Height-least.Height-4)
	}
	b.card.Resize(least)
	b.card.Move(fyne.NewPos(x, max(y, 4)))
	b.card.Show()
	b.layer.Refresh()
}

func (b *floatingBar) hide() {
	if b.card.Visible() {
		b.card.Hide()
		b.layer.Refresh()
	}
}

// themeChanged takes over the theme's colours where Fyne does not do so by itself.
func (w *window) themeChanged() { w.reader.applyStyle() }

// setMode chooses light, dark or what the desktop has.
func (w *window) setMode(m look.Mode) {
	w.theme.Mode = m
	w.prefs.setMode(m)
	w.app.Settings().SetTheme(w.theme)
	w.reader.applyStyle()
	w.commandsChanged()
}

func (w *window) setFontSize(n int) {
	w.prefs.setFontSize(n)
	w.reader.applyType()
	w.status.say(lang.L("Text size {{.Size}}", map[string]any{"Size": w.prefs.fontSize()}))
}

func (w *window) setLineHeight(percent int) {
	w.prefs.setLineHeight(percent)
	w.reader.applyType()
	w.status.say(lang.L("Line height {{.Percent}} %", map[string]any{"Percent": w.prefs.lineHeight()}))
}
