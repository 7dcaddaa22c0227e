package ui

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2/lang"

	"galley/app"
)

// close ends the program once everything is saved. If it can't be saved, the person decides.
func (w *window) close() {
	if w.closing {
		return
	}
	w.edits.flush()
	w.rememberPlace()
	w.keepWindow()
	space := w.space
	if space == nil {
		w.quit()
		return
	}
	w.closing = true
	w.soon("saving", progressDelay, func() {
		if w.closing && w.space != nil {
			w.status.say(lang.L("Saving…"))
		}
	})
	w.spawn(func() {
		err := space.Close(background())
		w.post(func() {
			w.closing = false
			if errors.Is(err, app.ErrUnsaved) {
				w.askUnsaved(space, err)
				return
			}
			w.space = nil
			w.quit()
		})
	})
}

// askUnsaved lets the person decide what becomes of changes that can't be saved.
func (w *window) askUnsaved(space *app.Workspace, err error) {
	pending := space.SaveState().Pending
	w.ask(lang.L("Not everything is saved"),
		text(boxWidth, count(pending, "1 change could not be written.", "{{.Count}} changes could not be written."), reason(err),
			lang.L("They are kept as long as Galley is open. A copy on another drive takes them along.")),
		fyneSize(),
		choice{label: lang.L("Keep Galley open")},
		choice{label: lang.L("Close and lose them"), danger: true, do: func() { w.giveUp(space) }},
		choice{label: lang.L("Save a copy…"), do: w.saveCopy},
		choice{label: lang.L("Try again"), do: w.close},
	)
}

// giveUp closes without what could not be saved.
func (w *window) giveUp(space *app.Workspace) {
	ctx, cancel := context.WithCancel(background())
	cancel()
	w.closing = true
	w.spawn(func() {
		space.Close(ctx)
		w.post(func() {
			w.space = nil
			w.quit()
		})
	})
}

// keepWindow remembers what comes back at the next start.
func (w *window) keepWindow() {
	if !w.win.FullScreen() {
		w.prefs.setWindowSize(w.win.Canvas().Size())
	}
	w.keepPanes()
	w.prefs.p.SetFloat("pane.split.marks", w.inspector.split.Offset)
}

func (w *window) quit() {
	w.win.SetCloseIntercept(nil)
	w.win.Close()
	w.app.Quit()
}

// finish closes the project after the window is gone, also when the desktop ended it without asking, and one that was
// still being opened.
func (w *window) finish() error {
	w.ended = true
	const patience = 10 * time.Second
	ctx, cancel := context.WithTimeout(background(), patience)
	defer cancel()
	if w.space == nil {
		return w.arrivals.close(ctx)
	}
	w.edits.flush()
	return errors.Join(w.space.Close(ctx), w.arrivals.close(ctx))
}
