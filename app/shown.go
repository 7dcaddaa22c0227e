package app

import (
	"maps"
	"slices"

	"galley/app/annotation"
)

// shown is what the interface asks for all the time, as it was after the last act. It is read without the lock, so that
// nobody waits while a large import is applied.
type shown struct {
	undo, redo step
	save       SaveState
	sources    []string // sorted
}

// step is a gesture that can be taken back or done again.
type step struct {
	name string
	ok   bool
}

// show makes what has changed visible. The caller holds mu and announces afterwards.
func (w *Workspace) show() {
	now := &shown{undo: w.nextStep(annotation.Undo), redo: w.nextStep(annotation.Redo), save: w.writer.state()}
	if before := w.shown.Load(); before != nil && len(before.sources) == len(w.sources) { // none is ever forgotten
		now.sources = before.sources
	} else {
		now.sources = slices.Sorted(maps.Keys(w.sources))
	}
	w.shown.Store(now)
}

// nextStep is what Undo or Redo would go over. The caller holds mu.
func (w *Workspace) nextStep(role annotation.Role) step {
	ref, ok := w.next(role)
	ok = (ok || w.older(role)) && w.usable() == nil
	return step{ref.Name, ok}
}

// CanUndo names the gesture that Undo would take back. The name is "" for one that has to be read from the file first.
// It never waits.
func (w *Workspace) CanUndo() (name string, ok bool) {
	s := w.shown.Load().undo
	return s.name, s.ok
}

// CanRedo names the gesture that Redo would do again, likewise.
func (w *Workspace) CanRedo() (name string, ok bool) {
	s := w.shown.Load().redo
	return s.name, s.ok
}

// SaveState says how far the saving is. It never waits.
func (w *Workspace) SaveState() SaveState { return w.shown.Load().save }

// Sources lists the names of all sources, sorted. It never waits.
func (w *Workspace) Sources() []string { return slices.Clone(w.shown.Load().sources) }
