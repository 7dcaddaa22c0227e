package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"galley/app/ui/find"
	"galley/app/ui/look"
	"galley/widgets/textview"
)

// finder is the find bar of the reader.
type finder struct {
	w     *window
	input *field
	exact *tagButton
	count *textLine
	root  *fyne.Container

	hits    []textview.Range
	more    bool
	current int // index in hits, or -1
	passed  bool
	search  int // counts searches: the answer to an old one is dropped
	stop    context.CancelFunc
	pending bool // a search goes on
}

func newFinder(w *window) *finder {
	f := &finder{w: w, current: -1, count: captionLine("").asWhole(), stop: func() {}}
	f.input = newField(w, false)
	f.input.SetPlaceHolder(lang.L("Find in the article"))
	f.input.OnChanged = func(string) { f.changed(true) }
	f.input.onKey = f.key
	f.exact = newTagButton("", "Aa", "", func() { f.setExact(!f.exact.chosen) })
	f.exact.onHover = func(in bool) {
		if !in {
			w.status.hint("")
			return
		}
		w.status.hint(lang.L("Compare exactly: capital letters, quotation marks and blanks count"))
	}
	previous := newIconButton(theme.MoveUpIcon(), func() { w.perform("find.previous") })
	next := newIconButton(theme.MoveDownIcon(), func() { w.perform("find.next") })
	done := newIconButton(theme.CancelIcon(), f.close)
	count := container.New(fixedWidth(56), f.count)
	row := container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedHBoxLayout(2), count, previous, next, f.exact, done), f.input)
	f.root = container.NewStack(newColored(look.ColorPane, "", 0), container.NewVBox(padded(4, 4, 8, 8, row), hairline()))
	f.root.Hide()
	return f
}

// fixedWidth is a layout of that width, or what its object needs if that is more, and the height of its object.
type fixedWidth float32

func (f fixedWidth) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().Max(fyne.NewSize(float32(f), 0))
}

func (f fixedWidth) Layout(o []fyne.CanvasObject, size fyne.Size) {
	layout.NewStackLayout().Layout(o, size)
}

func (f *finder) open() bool { return f.root.Visible() }

// hasHit reports whether the current hit is what a person is at: nothing was selected or chosen in the text since.
func (f *finder) hasHit() bool { return f.open() && f.current >= 0 && !f.passed }

// pass notes that a person has turned to something else in the text than the current hit.
func (f *finder) pass() { f.passed = true }

// setExact says whether capital letters and the like count.
func (f *finder) setExact(exact bool) {
	f.exact.set(f.exact.label, exact)
	f.changed(true)
	f.w.win.Canvas().Focus(f.input)
}

// show opens the bar, with the selected words to look for if there are few.
func (f *finder) show() {
	if s := f.w.reader.view.SelectedText(); s != "" && len(s) < 200 {
		f.input.SetText(displaySafe(s, 0))
	}
	f.root.Show()
	f.w.reader.root.Refresh()
	f.w.win.Canvas().Focus(f.input)
	f.input.TypedShortcut(&fyne.ShortcutSelectAll{})
	f.changed(true)
}

// close leaves the current hit selected, so that a tag key marks it; or what was selected since.
// Where nothing was found nothing stays chosen: the tag key that follows is not meant for an older mark.
func (f *finder) close() {
	f.selectHit()
	if f.input.Text != "" && len(f.hits) == 0 && !f.passed {
		f.w.chooseNothing()
	}
	f.hide()
	f.w.focusReader()
	f.w.commandsChanged()
}

// selectHit makes the current hit the selection.
func (f *finder) selectHit() {
	f.settle()
	if !f.hasHit() {
		return
	}
	hit := f.hits[f.current]
	f.w.reader.view.Select(hit)
	f.w.reader.view.Reveal(hit)
}

// settleTime bounds the search that a key has to wait for: well below what a person notices, and enough for megabytes.
const settleTime = 40 * time.Millisecond

// settle brings a search that still goes on to its end at once, for a key that needs its answer: who types words, Escape and
// a tag's key in one go means the words. In a text too long for that nothing is found.
func (f *finder) settle() {
	r := f.w.current
	if !f.pending || r == nil {
		return
	}
	f.stop()
	f.search++
	ctx, cancel := context.WithTimeout(background(), settleTime)
	defer cancel()
	hits, more, err := find.All(ctx, r.text.String(), f.input.Text, find.Options{Exact: f.exact.chosen})
	if err != nil {
		hits = nil
	}
	f.found(ranges(hits), more, find.Near(hits, f.w.reader.view.Selection().Start), true)
}

func ranges(hits []find.Hit) []textview.Range {
	out := make([]textview.Range, len(hits))
	for i, h := range hits {
		out[i] = textview.Range(h)
	}
	return out
}

func (f *finder) hide() {
	f.stop()
	f.pending = false
	f.search++
	f.hits, f.current = nil, -1
	f.w.reader.view.SetHits(nil, -1)
	f.root.Hide()
	f.w.reader.root.Refresh()
}

// reset closes the bar without selecting anything.
func (f *finder) reset() {
	if f.open() {
		f.hide()
	}
}

// key goes to the next hit with Enter, to the one before with Shift+Enter.
func (f *finder) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		if e.Name != fyne.KeyDown && f.w.modifiers()&fyne.KeyModifierShift != 0 {
			f.step(-1)
		} else {
			f.step(1)
		}
		return true
	case fyne.KeyUp:
		f.step(-1)
		return true
	case fyne.KeyEscape:
		f.close()
		return true
	}
	return f.w.fieldKey(e)
}

// changed looks for the words anew, beside the interface's thread. The hit nearest to the caret becomes the current one.
func (f *finder) changed(reveal bool) {
	r := f.w.current
	if r == nil || !f.open() {
		return
	}
	f.stop()
	ctx, cancel := context.WithCancel(background())
	f.stop = cancel
	f.search++
	f.pending, f.passed = true, false
	f.hits, f.current = nil, -1 // those of the words before are not those of these
	search, query, caret := f.search, f.input.Text, f.w.reader.view.Selection().Start
	opt := find.Options{Exact: f.exact.chosen}
	text := r.text.String()
	f.w.spawn(func() {
		hits, more, err := find.All(ctx, text, query, opt)
		if err != nil {
			return
		}
		found, near := ranges(hits), find.Near(hits, caret)
		f.w.post(func() {
			if search == f.search && f.w.current == r {
				f.found(found, more, near, reveal)
			}
		})
	})
}

func (f *finder) found(hits []textview.Range, more bool, near int, reveal bool) {
	f.pending = false
	f.hits, f.more, f.current = hits, more, near
	f.showCurrent(reveal)
	f.w.commandsChanged()
}

// step goes on by some hits, round at the ends.
func (f *finder) step(by int) {
	if !f.open() {
		f.show()
		return
	}
	f.settle()
	if len(f.hits) == 0 {
		return
	}
	f.current = (f.current + by + len(f.hits)) % len(f.hits)
	f.showCurrent(true)
}

func (f *finder) showCurrent(reveal bool) {
	view := f.w.reader.view
	view.SetHits(f.hits, f.current)
	f.passed = false
	switch {
	case f.input.Text == "":
		f.count.setText("")
	case len(f.hits) == 0:
		f.count.setText(lang.L("not found"))
	case f.more:
		f.count.setText(lang.L("{{.Place}} of {{.Count}}+", map[string]any{"Place": number(f.current + 1), "Count": number(len(f.hits))}))
	default:
		f.count.setText(lang.L("{{.Place}} of {{.Count}}", map[string]any{"Place": number(f.current + 1), "Count": number(len(f.hits))}))
	}
	if reveal && f.current >= 0 {
		view.Reveal(f.hits[f.current])
	}
}

// chooseNothing lets go of selection and chosen mark; the caret stays.
func (w *window) chooseNothing() {
	at := w.reader.view.Caret()
	w.reader.view.Select(textview.Range{Start: at, End: at})
	w.selectMark("", false)
}

func (w *window) find()         { w.showPane(paneReader); w.reader.finder.show() }
func (w *window) findNext()     { w.reader.finder.step(1) }
func (w *window) findPrevious() { w.reader.finder.step(-1) }
