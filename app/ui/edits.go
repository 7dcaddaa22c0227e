package ui

import "time"

// editPause is how long a person may pause in an entry before what stands there becomes a change.
const editPause = 800 * time.Millisecond

// edits are what was typed into entries and is not a change yet, by field. They become changes when the entry is left,
// after a pause, and before anything else happens.
type edits struct {
	w       *window
	waiting map[string]*edit
}

type edit struct {
	commit func()
	timer  *time.Timer
}

// later keeps commit for a field until the person pauses, in place of what was kept before.
func (e *edits) later(field string, commit func()) {
	if e.waiting == nil {
		e.waiting = map[string]*edit{}
	}
	if old := e.waiting[field]; old != nil {
		old.timer.Stop()
	}
	mine, post := &edit{commit: commit}, e.w.post
	mine.timer = time.AfterFunc(editPause, func() {
		post(func() {
			switch {
			case e.waiting[field] != mine:
			case e.w.closing:
				e.later(field, commit)
			default:
				e.now(field)
			}
		})
	})
	e.waiting[field] = mine
}

// now makes the edit of one field a change. While everything is being saved at the end it waits: if that fails, it goes
// on.
func (e *edits) now(field string) {
	if e.w.closing {
		return
	}
	if mine := e.waiting[field]; mine != nil {
		mine.timer.Stop()
		delete(e.waiting, field)
		mine.commit()
	}
}

// has reports whether a field holds something that is no change yet.
func (e *edits) has(field string) bool { return e.waiting[field] != nil }

// flush makes every edit a change.
func (e *edits) flush() {
	for field := range e.waiting {
		e.now(field)
	}
}
