package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"galley/app/annotation"
	"galley/app/article"
	"galley/db"
)

// runLimit is how many changes are written in one transaction when several gestures are waiting.
const runLimit = 500

// writer writes the queue to the project file, in order, on one goroutine. A batch leaves the queue only after the file
// has it; the file knows the changes' ids, so that writing one twice after an unclear commit does no harm.
type writer struct {
	w      *Workspace
	wake   chan struct{} // there is something to write
	now    chan struct{} // do not wait before the next attempt
	cancel context.CancelFunc
	ctx    context.Context
	done   chan struct{}

	// turn is held during a transaction. SaveCopy holds it too, so that no change is in neither of file and queue.
	turn sync.Mutex

	backedUp time.Time // when it was last looked whether a copy is due; of the goroutine alone

	// Guarded by w.mu:
	queue     []waiting
	pending   int   // changes in queue
	refused   int   // those of them that were set aside
	apart     apart // what these are about
	again     bool  // what was set aside is to be tried again
	err       error // of the last attempt
	savedAt   time.Time
	attempts  int               // transactions tried
	committed map[string]uint64 // article id -> number of the last commit that changed it
	commits   uint64
	linked    uint64        // number of the last commit that changed a link
	progress  chan struct{} // closed and made anew after each attempt
}

// waiting is a gesture that is not in the file.
type waiting struct {
	db.Batch
	refused error // the file does not take it, whatever is done: it is set aside and the rest is written
}

func newWriter(w *Workspace) *writer {
	ctx, cancel := context.WithCancel(context.Background())
	return &writer{
		w: w, ctx: ctx, cancel: cancel, done: make(chan struct{}), backedUp: w.opt.Now(),
		wake: make(chan struct{}, 1), now: make(chan struct{}, 1),
		committed: map[string]uint64{}, apart: apart{}, progress: make(chan struct{}),
	}
}

// push appends a batch. The caller holds w.mu.
func (wr *writer) push(b db.Batch) {
	wr.queue = append(wr.queue, waiting{Batch: b})
	wr.pending += len(b.Changes)
	if wr.apart.neededBy(b) {
		wr.refuse(&wr.queue[len(wr.queue)-1], errDepends)
	}
	poke(wr.wake)
}

func poke(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// state is the saving's state. The caller holds w.mu.
func (wr *writer) state() SaveState {
	return SaveState{Pending: wr.pending, Refused: wr.refused, Err: cmp.Or(wr.err, wr.refusal()), SavedAt: wr.savedAt}
}

// refusal says what was set aside first, or nil. The caller holds w.mu.
func (wr *writer) refusal() error {
	for _, b := range wr.queue {
		if b.refused != nil {
			return b.refused
		}
	}
	return nil
}

func (wr *writer) run() {
	defer close(wr.done)
	failures, single := 0, 0
	for {
		// After a failure one batch at a time, so that what can be written is not held up by what can't.
		batch, n := wr.next(failures > 0 || single > 0)
		if n == 0 {
			select {
			case <-wr.wake:
				continue
			case <-wr.ctx.Done():
				return
			}
		}
		wr.turn.Lock()
		err := wr.w.db.Apply(wr.ctx, batch)
		wr.turn.Unlock()
		single--
		switch wr.record(batch, n, err); {
		case err == nil:
			failures = 0
			wr.backUp()
		case errors.Is(err, db.ErrConflict): // no waiting helps: either it was set aside or it is to be found among several
			if n > 1 {
				single = n
			}
		default:
			if !wr.rest(failures) {
				return
			}
			failures++
		}
	}
}

// backupEvery is how long work goes on at most before it is looked whether a dated copy is due.
const backupEvery = 30 * time.Minute

// backUp makes a dated copy now and then, between two transactions. That one can't be made keeps nobody from working; the
// next opening tells.
func (wr *writer) backUp() {
	now := wr.w.opt.Now()
	if wr.w.opt.Backups == "" || now.Sub(wr.backedUp) < backupEvery {
		return
	}
	wr.backedUp = now
	wr.turn.Lock()
	defer wr.turn.Unlock()
	_, _, _ = wr.w.db.BackupIfDue(wr.ctx)
}

// rest waits before the next attempt. False means that there will be none.
func (wr *writer) rest(failures int) bool {
	backoff := wr.w.opt.Backoff
	timer := time.NewTimer(backoff[min(failures, len(backoff)-1)])
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-wr.now:
	case <-wr.ctx.Done():
		return false
	}
	return true
}

// next is what to write now: the first n batches of the queue that are not set aside, as one.
func (wr *writer) next(single bool) (batch db.Batch, n int) {
	wr.w.mu.Lock()
	defer wr.w.mu.Unlock()
	if wr.again {
		for i := range wr.queue {
			wr.queue[i].refused = nil
		}
		wr.again, wr.refused, wr.apart = false, 0, apart{}
	}
	for _, b := range wr.queue {
		if b.refused != nil {
			continue
		}
		if n > 0 && (single || len(batch.Changes)+len(b.Changes) > runLimit || len(b.Articles) > 0) {
			break
		}
		if n++; n == 1 { // not copied: there may be very many
			batch = db.Batch{Articles: slices.Clip(b.Articles), Changes: slices.Clip(b.Changes)}
			continue
		}
		batch.Articles = append(batch.Articles, b.Articles...)
		batch.Changes = append(batch.Changes, b.Changes...)
	}
	return batch, n
}

// record notes how an attempt with the first n batches went and announces it.
func (wr *writer) record(batch db.Batch, n int, err error) {
	touched, links := articlesOf(batch.Changes)
	wr.w.mu.Lock()
	defer wr.w.mu.Unlock()
	wr.attempts++
	wr.err = err
	switch {
	case err == nil:
		wr.drop(n)
		wr.pending -= len(batch.Changes)
		wr.savedAt = wr.w.now()
		wr.commits++
		for _, id := range touched {
			wr.committed[id] = wr.commits
		}
		if links {
			wr.linked = wr.commits
		}
	case errors.Is(err, db.ErrConflict):
		wr.err = nil
		if n == 1 {
			wr.setAside(err)
		}
	}
	close(wr.progress)
	wr.progress = make(chan struct{})
	wr.w.show()
	wr.w.events.announce(SaveStateChanged{wr.state()})
}

// drop takes the first n batches that are not set aside from the queue. The caller holds w.mu.
func (wr *writer) drop(n int) {
	rest := make([]waiting, 0, len(wr.queue)-n) // a new one, to let go of the texts
	for _, b := range wr.queue {
		if b.refused == nil && n > 0 {
			n--
			continue
		}
		rest = append(rest, b)
	}
	wr.queue = rest
}

// errDepends says why a gesture is set aside that the file was not asked about.
var errDepends = fmt.Errorf("%w: it builds on a change that does not", db.ErrConflict)

// setAside keeps the first batch that is not set aside from being written, since the file refuses it, and what builds on
// it. The caller holds w.mu.
func (wr *writer) setAside(err error) {
	for i := range wr.queue {
		b := &wr.queue[i]
		switch {
		case b.refused != nil:
		case err != nil:
			wr.refuse(b, err)
			err = nil
		case wr.apart.neededBy(b.Batch):
			wr.refuse(b, errDepends)
		}
	}
}

// refuse sets a batch aside. The caller holds w.mu.
func (wr *writer) refuse(b *waiting, err error) {
	b.refused = fmt.Errorf("%s: %w", b.Changes[0].Name, err)
	wr.refused += len(b.Changes)
	wr.apart.add(b.Batch)
}

// drain waits until the queue is empty, or until an attempt that was made meanwhile failed, or until ctx is done.
func (wr *writer) drain(ctx context.Context) error {
	poke(wr.now)
	wr.w.mu.Lock()
	before := wr.attempts
	for {
		if len(wr.queue) == 0 {
			wr.w.mu.Unlock()
			return nil
		}
		pending, err, progress := wr.pending, wr.err, wr.progress
		tried := wr.attempts > before && err != nil
		if wr.pending == wr.refused { // what else there was is written
			tried, err = true, wr.refusal()
		}
		wr.w.mu.Unlock()
		if tried {
			return fmt.Errorf("%d: %w: %w", pending, ErrUnsaved, err)
		}
		select {
		case <-progress:
		case <-ctx.Done():
			return fmt.Errorf("%d: %w: %w", pending, ErrUnsaved, ctx.Err())
		}
		wr.w.mu.Lock()
	}
}

// stop ends the goroutine, also in the middle of waiting or of a transaction, which is then rolled back.
func (wr *writer) stop() {
	wr.cancel()
	<-wr.done
}

// pendingArticle is an article that is not in the file yet, or nil. The caller holds w.mu.
func (wr *writer) pendingArticle(id string) *article.Article {
	for _, b := range wr.queue {
		for _, a := range b.Articles {
			if a.ID == id {
				return a
			}
		}
	}
	return nil
}

// pendingGesture is what of a gesture is not in the file yet. The caller holds w.mu.
func (wr *writer) pendingGesture(id string) []annotation.Change {
	var found []annotation.Change
	for _, b := range wr.queue {
		for _, c := range b.Changes {
			if c.Gesture != id {
				break // a batch is of one gesture
			}
			if found == nil { // not copied: there may be very many
				found = slices.Clip(b.Changes)
				break
			}
			found = append(found, c)
		}
	}
	return found
}

// Retry tries to write the pending changes now instead of waiting for the next attempt, also those the file refused.
func (w *Workspace) Retry() {
	w.mu.Lock()
	w.writer.again = true
	w.mu.Unlock()
	poke(w.writer.wake)
	poke(w.writer.now)
}
