package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"galley/app/annotation"
	"galley/app/article"
	"galley/db"
)

// How many articles stay loaded, and how many bytes of text. Above either, those not used for longest are let go, but
// never the last two used nor the one that is held.
const (
	loadedLimit     = 32
	loadedTextLimit = 48 << 20
)

// document is a loaded article: the truth about it as long as it is loaded.
type document struct {
	article     *article.Article // without Original; replaced, never changed, when the metadata changes
	text        *article.Text
	set         *annotation.Set
	altered     map[string]bool
	textAltered bool
	used        uint64
	arriving    bool // it comes with the changes that are being applied
}

// Document is a loaded article with its annotations as they were at one moment. It is the caller's own, but what its
// pointers and slices lead to is shared and must not be changed.
type Document struct {
	Article     *article.Article // without Original, which stays in the project file
	Text        *article.Text
	Annotations []annotation.Annotation // ordered by their first span
	Links       []annotation.Link       // that begin or end at one of the annotations
	Altered     map[string]bool         // annotations whose quote is not what stands at their span: altered outside the program
	TextAltered bool                    // the text is not the one that was imported: its hash differs
}

// Articles lists the project's articles, oldest import first. It answers from memory; the maps and slices inside are
// shared and must not be changed.
func (w *Workspace) Articles() []db.Summary {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.list == nil {
		w.arrange()
	}
	return slices.Clone(w.list)
}

// Summary finds what the list shows of one article; false if it is not in the project. It answers from memory; the maps
// and slices inside are shared and must not be changed.
func (w *Workspace) Summary(id string) (db.Summary, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e := w.entries[id]
	if e == nil || e.removed {
		return db.Summary{}, false
	}
	return e.summary, true
}

// Count is the number of articles in the project. It answers from memory.
func (w *Workspace) Count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.list == nil {
		w.arrange()
	}
	return len(w.list)
}

// arrange makes the list anew. The caller holds mu.
func (w *Workspace) arrange() {
	w.list = make([]db.Summary, 0, len(w.entries))
	for _, e := range w.entries {
		if !e.removed {
			w.list = append(w.list, e.summary)
		}
	}
	slices.SortFunc(w.list, func(a, b db.Summary) int {
		return cmp.Or(a.ImportedAt.Compare(b.ImportedAt), strings.Compare(a.ID, b.ID))
	})
	w.place = make(map[string]int, len(w.list))
	for i, s := range w.list {
		w.place[s.ID] = i
	}
}

// relist brings the list up to date with an entry that changed, came or went. The caller holds mu.
func (w *Workspace) relist(id string) {
	if w.list == nil {
		return
	}
	e := w.entries[id]
	i, listed := w.place[id]
	if listed != (e != nil && !e.removed) {
		w.list = nil
	} else if listed {
		w.list[i] = e.summary
	}
}

// Article loads an article with its annotations, compares its text with the hash and each quote with the text, and keeps
// it loaded for gestures. It may wait for the disk.
func (w *Workspace) Article(ctx context.Context, id string) (*Document, error) {
	w.mu.Lock()
	e := w.entries[id]
	there := e != nil && !e.removed
	w.mu.Unlock()
	if !there {
		return nil, fmt.Errorf("%s: %w", id, ErrUnknownArticle)
	}
	if err := w.load(ctx, id); err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	d := w.docs[id]
	if d == nil { // let go between load and here by another load
		return nil, fmt.Errorf("%s: %w", id, ErrNotLoaded)
	}
	return w.snapshot(d), nil
}

// Hold keeps the article on screen loaded from the moment it is, whatever else is loaded, so that its annotations can be
// found until they are deleted. It takes the place of the one held before; "" holds none. Called before Article, the
// article can't be let go in between.
func (w *Workspace) Hold(articleID string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.held = articleID
	w.release()
}

// snapshot is the document as it is now. The caller holds mu.
func (w *Workspace) snapshot(d *document) *Document {
	a := *d.article
	return &Document{
		Article: &a, Text: d.text, TextAltered: d.textAltered,
		Annotations: d.set.All(),
		Links:       w.linksOf(d),
		Altered:     maps.Clone(d.altered),
	}
}

// linksOf lists the links that touch the document's annotations, by id. The caller holds mu.
func (w *Workspace) linksOf(d *document) []annotation.Link {
	var found []annotation.Link
	for _, l := range w.links {
		if holds(d, l.From) || holds(d, l.To) {
			found = append(found, l)
		}
	}
	slices.SortFunc(found, func(a, b annotation.Link) int { return strings.Compare(a.ID, b.ID) })
	return found
}

func holds(d *document, annotationID string) bool {
	_, ok := d.set.Get(annotationID)
	return ok
}

// Annotation finds an annotation of a loaded article. False means that it was deleted only if its article is loaded for
// sure: Hold.
func (w *Workspace) Annotation(id string) (annotation.Annotation, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, a, ok := w.find(id)
	return a, ok
}

// find finds an annotation among the loaded articles. The caller holds mu.
func (w *Workspace) find(id string) (*document, annotation.Annotation, bool) {
	for _, d := range w.docs {
		if a, ok := d.set.Get(id); ok {
			return d, a, true
		}
	}
	return nil, annotation.Annotation{}, false
}

// load makes sure that the article is in docs, also a removed one. It may wait for the disk.
func (w *Workspace) load(ctx context.Context, id string) error {
	for {
		w.mu.Lock()
		if err := w.isOpen(); err != nil {
			w.mu.Unlock()
			return err
		}
		if d := w.docs[id]; d != nil {
			w.touch(d)
			w.mu.Unlock()
			return nil
		}
		pending := w.writer.pendingArticle(id)
		committed, linked := w.writer.committed[id], w.writer.linked
		w.mu.Unlock()

		d, links, err := w.fetch(ctx, id, pending)
		if err != nil {
			return err
		}
		w.mu.Lock()
		// What was written while we read is neither in what we read nor in the queue any more: read again.
		if w.writer.committed[id] != committed || w.writer.linked != linked {
			w.mu.Unlock()
			continue
		}
		if w.docs[id] == nil {
			err = w.keep(d, links)
		}
		w.mu.Unlock()
		return err
	}
}

// fetch reads an article from the project file, or takes the one that is not written yet, and checks it.
func (w *Workspace) fetch(ctx context.Context, id string, pending *article.Article) (*document, []annotation.Link, error) {
	a, annotations, links := pending, []annotation.Annotation(nil), []annotation.Link(nil)
	if pending == nil {
		var err error
		if a, err = w.db.Article(ctx, id); err != nil {
			if errors.Is(err, db.ErrNotFound) {
				err = fmt.Errorf("%w: %w", ErrUnknownArticle, err)
			}
			return nil, nil, err
		}
		if annotations, links, err = w.db.Annotations(ctx, id); err != nil {
			return nil, nil, err
		}
	}
	d := newDocument(a)
	same := map[string]string{}
	for i := range annotations {
		n := &annotations[i]
		if quotesMatch(d.text, *n) {
			d.share(n)
		} else {
			d.altered[n.ID] = true
		}
		n.ArticleID, n.Tag, n.Status = a.ID, annotation.Tag(intern(same, string(n.Tag))), annotation.Status(intern(same, string(n.Status)))
		n.Source, n.CreatedBy = intern(same, n.Source), intern(same, n.CreatedBy)
	}
	d.set = annotation.NewSet(annotations)
	return d, links, nil
}

// share makes an annotation's quotes parts of the text, which they equal, so that 100,000 of them take no memory of
// their own.
func (d *document) share(a *annotation.Annotation) {
	for i, s := range a.Spans {
		a.Spans[i].Quote = d.text.Slice(s.Start, s.End)
	}
	if len(a.Spans) == 1 && a.Quote == a.Spans[0].Quote {
		a.Quote = a.Spans[0].Quote
	}
}

// intern returns the one copy that is kept of a string that many annotations have.
func intern(kept map[string]string, s string) string {
	if k, ok := kept[s]; ok {
		return k
	}
	kept[s] = s
	return s
}

func newDocument(a *article.Article) *document {
	light := *a
	light.Original = nil
	sum := sha256.Sum256([]byte(a.Text))
	return &document{
		article: &light, text: article.NewText(a.Text), set: annotation.NewSet(nil),
		altered: map[string]bool{}, textAltered: hex.EncodeToString(sum[:]) != a.SHA256,
	}
}

// keep puts a fetched document in its place, with the changes that are not written yet. The caller holds mu.
func (w *Workspace) keep(d *document, links []annotation.Link) error {
	id := d.article.ID
	for _, l := range links {
		w.links[l.ID] = l
	}
	w.docs[id] = d
	for _, b := range w.writer.queue {
		for _, c := range b.Changes {
			if s := subjectOf(c); s.articleID == id || s.kind == linkSubject {
				if err := w.overlay(d, c); err != nil {
					delete(w.docs, id)
					return fmt.Errorf("article %s with its unsaved changes: %w", id, err)
				}
			}
		}
	}
	if e := w.entries[id]; e != nil && !e.removed {
		e.summary.Metadata, e.passages = d.article.Metadata, true
		w.relist(id)
	}
	w.touch(d)
	w.release()
	return nil
}

// overlay brings d to the state after c, whatever it was before: the file may have been read before or after c was
// written. The caller holds mu.
func (w *Workspace) overlay(d *document, c annotation.Change) error {
	switch s := subjectOf(c); s.kind {
	case annotationSubject:
		var before annotation.State
		if current, ok := d.set.Get(s.id); ok {
			before.Annotation = &current
		}
		if before.Annotation == nil && c.After.Annotation == nil {
			return nil
		}
		if err := d.set.Apply(before, c.After); err != nil {
			return err
		}
		d.compare(s.id, c.After.Annotation)
	case linkSubject:
		if c.After.Link != nil {
			w.links[s.id] = *c.After.Link
		} else {
			delete(w.links, s.id)
		}
	case articleSubject:
		if c.After.Article != nil {
			d.setMetadata(c.After.Article.Metadata)
		}
	}
	return nil
}

// compare notes whether an annotation's quote is what stands at its span. nil is one that is gone.
func (d *document) compare(id string, a *annotation.Annotation) {
	if a == nil || quotesMatch(d.text, *a) {
		delete(d.altered, id)
		return
	}
	d.altered[id] = true
}

func (d *document) setMetadata(m article.Metadata) {
	a := *d.article
	a.Metadata = m
	d.article = &a
}

func quotesMatch(t *article.Text, a annotation.Annotation) bool {
	for _, s := range a.Spans {
		if s.Start < 0 || s.Start >= s.End || s.End > t.Len() || t.Slice(s.Start, s.End) != s.Quote {
			return false
		}
	}
	return len(a.Spans) > 0
}

// touch notes that the document is in use. The caller holds mu.
func (w *Workspace) touch(d *document) {
	w.clock++
	d.used = w.clock
}

// release lets go of documents above the limits. The caller holds mu.
func (w *Workspace) release() {
	size := 0
	for _, d := range w.docs {
		size += len(d.article.Text)
	}
	for w.pins == 0 && len(w.docs) > 2 && (len(w.docs) > loadedLimit || size > loadedTextLimit) {
		var oldest *document
		for id, d := range w.docs {
			if id != w.held && (oldest == nil || d.used < oldest.used) {
				oldest = d
			}
		}
		size -= len(oldest.article.Text)
		delete(w.docs, oldest.article.ID)
	}
}
