package ui

import (
	"fyne.io/fyne/v2"

	"galley/widgets/textview"
)

// Hand works a whole window from inside a running app, so that app/ui/bench can measure what a person would feel.
// Its methods are for the interface's thread.
type Hand struct{ w *window }

// Open shows a window on a project in a running app. The window keeps no preferences beyond the app's.
func Open(a fyne.App, project string) *Hand {
	w := newWindow(a, a.Preferences(), "")
	w.win.Show()
	w.start(Options{Project: project})
	return &Hand{w}
}

// Window is the window itself.
func (h *Hand) Window() fyne.Window { return h.w.win }

// Reader is the reading view.
func (h *Hand) Reader() *textview.View { return h.w.reader.view }

// Reading reports whether an article is on the screen.
func (h *Hand) Reading() bool { return h.w.current != nil }

// Marks is the number of marks on the article that is on the screen.
func (h *Hand) Marks() int {
	if h.w.current == nil {
		return 0
	}
	return h.w.current.marks.Len("")
}

// Saved reports whether everything is on the disk.
func (h *Hand) Saved() bool { return h.w.space != nil && h.w.space.SaveState().Pending == 0 }

// Close closes the project and the window.
func (h *Hand) Close() error {
	err := h.w.finish()
	h.w.win.Close()
	return err
}
