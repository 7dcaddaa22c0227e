package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"galley/app"
)

// travel goes one step back or forth in the history and shows where that was.
func (w *window) travel(step func(*app.Workspace, context.Context) (app.Undone, error), said string) {
	w.edits.flush()
	space := w.space
	w.queue.add(func() {
		done, err := step(space, background())
		w.post(func() {
			if w.space != space {
				return
			}
			switch {
			case errors.Is(err, app.ErrNothingToUndo):
				w.status.say(lang.L("There is nothing to undo"))
			case err != nil:
				w.showError(explain(err))
			default:
				w.travelled(done, said)
			}
		})
	})
}

func (w *window) travelled(done app.Undone, said string) {
	w.status.say(lang.L(said, map[string]any{"Gesture": gestureName(done.Name)}))
	w.commandsChanged()
	w.library.reload()
	if done.ArticleID == "" {
		return
	}
	if w.current != nil && w.current.id == done.ArticleID && done.AnnotationID != "" {
		w.renew(done.AnnotationID)
		w.marksChanged()
		if w.current.marks.Get(done.AnnotationID) != nil {
			w.selectMark(done.AnnotationID, true)
		}
		return
	}
	w.goTo(done.ArticleID, done.AnnotationID)
}
