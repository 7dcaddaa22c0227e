package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"galley/app/annotation"
)

// Undone says what an Undo or Redo concerned, so that it can be shown.
type Undone struct {
	ArticleID    string
	AnnotationID string // one of those that changed, or ""
	Name         string // of the gesture that was taken back or done again
}

// next is the gesture to go back over. The caller holds mu.
func (w *Workspace) next(role annotation.Role) (annotation.GestureRef, bool) {
	if role == annotation.Undo {
		return w.history.Undoable()
	}
	return w.history.Redoable()
}

// older says that there may be gestures to go back over that are not read yet. The caller holds mu.
func (w *Workspace) older(role annotation.Role) bool {
	if role == annotation.Undo {
		return w.olderUndo
	}
	return w.olderRedo
}

// Undo takes back the last gesture that was not taken back, whatever article it was made on and in whatever session.
// ErrNothingToUndo if there is none. It may wait for the disk.
func (w *Workspace) Undo(ctx context.Context) (Undone, error) { return w.travel(ctx, annotation.Undo) }

// Redo does again what the last Undo took back, until another gesture is made. ErrNothingToUndo if there is nothing.
// It may wait for the disk.
func (w *Workspace) Redo(ctx context.Context) (Undone, error) { return w.travel(ctx, annotation.Redo) }

func (w *Workspace) travel(ctx context.Context, role annotation.Role) (Undone, error) {
	w.travelling.Lock()
	defer w.travelling.Unlock()
	defer w.pin()()
	for {
		w.mu.Lock()
		if err := w.usable(); err != nil {
			w.mu.Unlock()
			return Undone{}, err
		}
		ref, ok := w.next(role)
		if ok && ref.ID == w.underway {
			w.mu.Unlock()
			return Undone{}, fmt.Errorf("%s %s: %w", role, ref.Name, ErrImporting)
		}
		changes := w.writer.pendingGesture(ref.ID)
		if w.parted[ref.ID] { // some of it may be in the file
			changes = nil
		}
		w.mu.Unlock()
		if !ok {
			if found, err := w.readHistory(ctx, role); err != nil || !found {
				return Undone{}, cmp.Or(err, ErrNothingToUndo)
			}
			continue
		}
		changes, err := w.fetchGesture(ctx, ref, changes)
		if err != nil {
			return Undone{}, fmt.Errorf("%s %s: %w", role, ref.Name, err)
		}
		inverse := annotation.Invert(changes, annotation.NewID(), role, ref.Origin(), w.now(), w.opt.User)
		g, err := w.prepare(inverse)
		if err != nil {
			return Undone{}, fmt.Errorf("%s %s: %w", role, ref.Name, err)
		}
		w.mu.Lock()
		if again, ok := w.next(role); !ok || again.ID != ref.ID { // a gesture was made meanwhile
			w.mu.Unlock()
			continue
		}
		err = w.do(nil, g)
		w.mu.Unlock()
		if err != nil {
			return Undone{}, fmt.Errorf("%s %w", role, err)
		}
		return undone(inverse), nil
	}
}

// readHistory reads the whole history of the file, if there is more of it than is known, and says whether it did.
func (w *Workspace) readHistory(ctx context.Context, role annotation.Role) (bool, error) {
	w.writer.turn.Lock() // file and queue together are the truth
	defer w.writer.turn.Unlock()
	w.mu.Lock()
	older := w.older(role)
	w.mu.Unlock()
	if !older {
		return false, nil
	}
	gestures, err := w.db.Gestures(ctx, math.MaxInt)
	if err != nil {
		return false, fmt.Errorf("%s: %w", role, err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, b := range w.writer.queue {
		ref := refOf(b.Changes)
		if !slices.ContainsFunc(gestures, func(g annotation.GestureRef) bool { return g.ID == ref.ID }) {
			gestures = append(gestures, ref)
		}
	}
	w.history, w.olderUndo, w.olderRedo = annotation.NewHistory(gestures), false, false
	w.show()
	return true, nil
}

// fetchGesture reads a gesture's changes unless they are given, and loads what applying their inverse needs.
func (w *Workspace) fetchGesture(ctx context.Context, ref annotation.GestureRef, changes []annotation.Change) ([]annotation.Change, error) {
	if changes == nil {
		var err error
		if changes, err = w.wholeGesture(ctx, ref.ID); err != nil {
			return nil, err
		}
	}
	if len(changes) == 0 {
		return nil, errors.New("the history lacks its changes")
	}
	_, links := articlesOf(changes)
	if links { // they come with the articles they begin in
		begin, err := w.db.GestureArticles(ctx, ref.ID)
		if err != nil {
			return nil, err
		}
		for _, id := range append(begin, ref.ArticleIDs...) {
			if err := w.load(ctx, id); err != nil {
				return nil, err
			}
		}
	}
	for _, c := range changes {
		switch s := subjectOf(c); s.kind {
		case annotationSubject:
			if err := w.load(ctx, s.articleID); err != nil {
				return nil, err
			}
		case articleSubject:
			if err := w.know(ctx, s.articleID); err != nil {
				return nil, err
			}
		}
	}
	return changes, nil
}

// wholeGesture reads a gesture's changes from the file and from the queue, which together have all of it.
func (w *Workspace) wholeGesture(ctx context.Context, id string) ([]annotation.Change, error) {
	w.writer.turn.Lock()
	defer w.writer.turn.Unlock()
	changes, err := w.db.GestureChanges(ctx, id)
	if err != nil {
		return nil, err
	}
	stored := make(map[string]bool, len(changes))
	for _, c := range changes {
		stored[c.ID] = true
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.writer.pendingGesture(id) {
		if !stored[c.ID] {
			changes = append(changes, c)
		}
	}
	return changes, nil
}

// know makes sure that there is an entry for an article, also for one that was removed in an earlier session.
func (w *Workspace) know(ctx context.Context, id string) error {
	w.mu.Lock()
	known := w.entries[id] != nil
	w.mu.Unlock()
	if known {
		return nil
	}
	a, err := w.db.Article(ctx, id)
	if err != nil {
		return err
	}
	annotations, _, err := w.db.Annotations(ctx, id)
	if err != nil {
		return err
	}
	e := &entry{summary: summaryOf(a), removed: true, passages: true}
	for _, n := range annotations {
		e.summary.Counts[n.Tag]++
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.entries[id] == nil {
		w.entries[id] = e
	}
	return nil
}

// pin keeps documents loaded until the returned function is called.
func (w *Workspace) pin() (unpin func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pins++
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.pins--
		w.release()
	}
}

// undone says what to show of a gesture that was taken back: something that is there now, if there is.
func undone(changes []annotation.Change) Undone {
	u := Undone{Name: changes[0].Name}
	for _, c := range changes {
		s := subjectOf(c)
		if u.ArticleID == "" {
			u.ArticleID = s.articleID
		}
		if s.kind != annotationSubject {
			continue
		}
		there := c.After.Annotation != nil
		if u.AnnotationID == "" || there {
			u.ArticleID, u.AnnotationID = s.articleID, s.id
		}
		if there {
			break
		}
	}
	return u
}
