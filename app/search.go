package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"galley/app/search"
	"galley/db"
)

// MaxHits is how many hits a search gives at most.
const MaxHits = 2000

// Hit is an article or a note in which a search found its words.
type Hit struct {
	db.Hit
	Title string // of the article, or the name of its file
}

// Search finds the articles of the project whose title, outlet, author or text, and the annotations whose note has every
// term of the query: first articles by their title, outlet or author, then the rest, in each part the newest first. Of the
// articles only those count that keep, which may be nil, says yes to. more says that there are more than MaxHits. What was
// edited a moment ago and is not in the file yet is not found.
func (w *Workspace) Search(ctx context.Context, q search.Query, keep func(db.Summary) bool) (hits []Hit, more bool, err error) {
	add := func(h db.Hit) bool {
		s, there := w.Summary(h.ArticleID)
		if there && (keep == nil || keep(s)) {
			hits = append(hits, Hit{h, cmp.Or(s.Title, s.FileName)})
		}
		return len(hits) <= MaxHits
	}
	err = w.db.Search(ctx, q, add)
	switch {
	case errors.Is(err, db.ErrDamaged): // the index of a project that can't be written
		hits = nil
		err = w.lookThrough(ctx, q, w.allArticles(), add)
	case err == nil && !w.db.Indexed():
		var ids []string
		if ids, err = w.db.Unindexed(ctx); err == nil {
			err = w.lookThrough(ctx, q, ids, add)
		}
		w.startIndexing()
	}
	if err != nil {
		return nil, false, fmt.Errorf("search: %w", err)
	}
	if len(hits) > MaxHits {
		return hits[:MaxHits], true, nil
	}
	return hits, false, nil
}

func (w *Workspace) allArticles() []string {
	list := w.Articles()
	ids := make([]string, len(list))
	for i, s := range list {
		ids[len(list)-1-i] = s.ID
	}
	return ids
}

// lookThrough finds what is not in the index, as in an older project that can't be written.
func (w *Workspace) lookThrough(ctx context.Context, q search.Query, ids []string, add func(db.Hit) bool) error {
	if q.Match() == "" {
		return nil
	}
	for _, id := range ids {
		a, err := w.db.Article(ctx, id)
		if err != nil {
			return err
		}
		head := strings.Join([]string{a.Title, a.Publisher, a.Byline, a.Dateline, a.FileName, a.Text}, "\n")
		if q.Matches(head) && !add(db.Hit{ArticleID: id}) {
			return nil
		}
		list, _, err := w.db.Annotations(ctx, id)
		if err != nil {
			return err
		}
		for _, n := range list {
			if n.Note != "" && q.Matches(n.Note) && !add(db.Hit{ArticleID: id, AnnotationID: n.ID}) {
				return nil
			}
		}
	}
	return nil
}

// startIndexing fills the full-text index where it lacks articles, as after a migration, beside everything else.
func (w *Workspace) startIndexing() {
	select {
	case w.index <- struct{}{}:
	default: // it is being filled
	}
}

// fillIndex waits for startIndexing until the workspace is closed.
func (w *Workspace) fillIndex(ctx context.Context, done chan struct{}) {
	defer close(done)
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.index:
		}
		for left := 1; left > 0 && ctx.Err() == nil; {
			var err error
			w.writer.turn.Lock()
			left, err = w.db.IndexMore(ctx)
			w.writer.turn.Unlock()
			if err != nil { // what is not in the index is looked through
				break
			}
		}
	}
}

// Snippet is what stands around the words that a search found: of an article's text, or of a note.
func (w *Workspace) Snippet(ctx context.Context, h db.Hit, q search.Query, length int) (search.Snippet, error) {
	text, err := w.hitText(ctx, h)
	if err != nil {
		return search.Snippet{}, fmt.Errorf("show what was found: %w", err)
	}
	return q.Snippet(text, length), nil
}

// Text reads the text of an article. It may wait for the disk.
func (w *Workspace) Text(ctx context.Context, articleID string) (string, error) {
	return w.hitText(ctx, db.Hit{ArticleID: articleID})
}

func (w *Workspace) hitText(ctx context.Context, h db.Hit) (string, error) {
	w.mu.Lock()
	d, pending := w.docs[h.ArticleID], w.writer.pendingArticle(h.ArticleID)
	text, known := "", true
	switch {
	case h.AnnotationID != "" && d != nil:
		n, _ := d.set.Get(h.AnnotationID)
		text = n.Note
	case h.AnnotationID == "" && d != nil:
		text = d.article.Text
	case h.AnnotationID == "" && pending != nil:
		text = pending.Text
	default:
		known = false
	}
	w.mu.Unlock()
	if known {
		return text, nil
	}
	if h.AnnotationID == "" {
		return w.db.Text(ctx, h.ArticleID)
	}
	note, err := w.db.Note(ctx, h.AnnotationID)
	if errors.Is(err, db.ErrNotFound) { // deleted since
		return "", nil
	}
	return note, err
}
