package ui

import (
	"fyne.io/fyne/v2"

	"galley/app/article"
	"galley/app/ui/panes"
	"galley/widgets/textview"
)

const (
	paneReader    = panes.Middle
	paneInspector = panes.Right
)

// togglePane hides a pane or brings it back; the last one that is shown stays.
func (w *window) togglePane(s panes.Side) {
	w.edits.flush()
	w.body.SetHidden(s, !w.body.Hidden(s))
	w.panesChanged()
}

// showPane brings a pane back.
func (w *window) showPane(s panes.Side) {
	if w.body.Hidden(s) {
		w.body.SetHidden(s, false)
		w.panesChanged()
	}
}

// onlyText hides what is beside the text, or brings both back.
func (w *window) onlyText() {
	w.edits.flush()
	hide := !w.body.Hidden(panes.Left) || !w.body.Hidden(panes.Right)
	w.body.SetHidden(panes.Middle, false)
	w.body.SetHidden(panes.Left, hide)
	w.body.SetHidden(panes.Right, hide)
	w.panesChanged()
}

func (w *window) panesChanged() {
	w.keepPanes()
	w.reader.bar.hide()
	w.commandsChanged()
	if w.body.Hidden(panes.Middle) {
		w.win.Canvas().Unfocus()
	} else {
		w.focusReader()
	}
}

// keepPanes remembers widths and what is hidden.
func (w *window) keepPanes() {
	for i, name := range paneNames {
		w.prefs.setPaneHidden(name, w.body.Hidden(panes.Side(i)))
		if panes.Side(i) != panes.Middle {
			w.prefs.setPaneWidth(name, w.body.Width(panes.Side(i)))
		}
	}
}

// stops are where the keyboard goes from pane to pane.
func (w *window) stops() []fyne.Focusable {
	var out []fyne.Focusable
	if !w.body.Hidden(panes.Left) {
		out = append(out, w.library.list)
	}
	if !w.body.Hidden(panes.Middle) && w.current != nil {
		out = append(out, w.reader.view)
	}
	if !w.body.Hidden(panes.Right) {
		if w.inspector.tabs.SelectedIndex() == 1 {
			out = append(out, w.inspector.article.title())
		} else {
			out = append(out, w.inspector.list.list)
		}
	}
	return out
}

func (w *window) focusNext()     { w.focusStep(1) }
func (w *window) focusPrevious() { w.focusStep(-1) }

func (w *window) focusStep(by int) {
	stops := w.stops()
	if len(stops) == 0 {
		return
	}
	at := 0
	if by < 0 {
		at = len(stops) - 1
	}
	for i, s := range stops {
		if s == w.win.Canvas().Focused() {
			at = (i + by + len(stops)) % len(stops)
		}
	}
	w.win.Canvas().Focus(stops[at])
}

func (w *window) toggleFullScreen() { w.win.SetFullScreen(!w.win.FullScreen()) }

// revealPassage shows a passage in the text.
func (w *window) revealPassage(p article.Passage) {
	w.showPane(paneReader)
	w.reader.view.Reveal(textview.Range{Start: p.Start, End: p.End})
}
