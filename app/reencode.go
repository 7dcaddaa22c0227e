package app

import (
	"context"
	"fmt"

	"galley/app/annotation"
	"galley/app/article"
)

// Reencode reads an article anew from its original bytes with another encoding. Since an article's text never changes,
// this makes a new article in the old one's place, whose id is returned, and removes the old one, as one gesture. If the
// text comes out the same nothing changes. ErrMarked if the article has annotations.
func (w *Workspace) Reencode(ctx context.Context, articleID, encoding string) (id string, err error) {
	w.importing.Lock()
	defer w.importing.Unlock()
	old, err := w.original(ctx, articleID)
	if err != nil {
		return "", fmt.Errorf("reencode: %w", err)
	}
	a, err := article.Read(ctx, article.Source{Name: old.FileName, Data: old.Original}, article.Options{Encoding: encoding})
	if err != nil {
		return "", fmt.Errorf("reencode: %w", err)
	}
	if a.SHA256 == old.SHA256 {
		return articleID, nil
	}
	a.ID, a.ImportedAt, a.FileName, a.Status = annotation.NewID(), old.ImportedAt, old.FileName, old.Status

	arrivals := []arrival{newArrival(a, nil)}
	w.mu.Lock()
	defer w.mu.Unlock()
	e := w.entries[articleID]
	for _, n := range e.summary.Counts {
		if n > 0 {
			return "", fmt.Errorf("reencode %s: %w", e.summary.Title, ErrMarked)
		}
	}
	g, err := w.prepare([]annotation.Change{
		{Name: GestureReencode, After: metadataState(a.ID, a.Metadata)},
		{Name: GestureReencode, Before: metadataState(articleID, e.summary.Metadata)},
	})
	if err == nil {
		err = w.do(arrivals, g)
	}
	if err != nil {
		return "", err
	}
	w.originals[a.OriginalSHA256] = a.ID
	return a.ID, nil
}

// original reads an article with its original bytes, and its metadata as it is now.
func (w *Workspace) original(ctx context.Context, id string) (*article.Article, error) {
	if err := w.knowMetadata(id); err != nil {
		return nil, err
	}
	w.mu.Lock()
	e, stored := w.entries[id], w.writer.pendingArticle(id)
	there := e != nil && !e.removed
	var now article.Metadata
	if there {
		now = e.summary.Metadata
	}
	w.mu.Unlock()
	if !there {
		return nil, fmt.Errorf("%s: %w", id, ErrUnknownArticle)
	}
	if stored == nil {
		var err error
		if stored, err = w.db.Article(ctx, id); err != nil {
			return nil, err
		}
	}
	a := *stored
	a.Metadata = now
	return &a, nil
}
