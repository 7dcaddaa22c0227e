package app

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"galley/app/annotation"
	"galley/app/article"
	"galley/db"
)

type subjectKind int

const (
	noSubject subjectKind = iota
	annotationSubject
	linkSubject
	articleSubject
)

// subject is what a change is about. articleID is "" for a link.
type subject struct {
	kind          subjectKind
	id, articleID string
}

func subjectOf(c annotation.Change) subject {
	before, after := subjectOfState(c.Before), subjectOfState(c.After)
	if before.kind == noSubject {
		return after
	}
	if after.kind != noSubject && after != before {
		return subject{}
	}
	return before
}

func subjectOfState(s annotation.State) subject {
	switch {
	case s.Annotation != nil:
		return subject{annotationSubject, s.Annotation.ID, s.Annotation.ArticleID}
	case s.Link != nil:
		return subject{linkSubject, s.Link.ID, ""}
	case s.Article != nil:
		return subject{articleSubject, s.Article.ID, s.Article.ID}
	}
	return subject{}
}

// Apply does the changes of one gesture: all of them or, with an error, none. They are checked against the loaded texts
// and against what is there now (annotation.ErrConflict), shown and announced at once, and written afterwards. Missing
// ids, times, authors and roles are filled in. Apply never waits for the disk.
func (w *Workspace) Apply(changes []annotation.Change) error {
	g, err := w.prepare(changes)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.do(nil, g)
}

// arrival is a new article, made ready before the lock is taken: all that takes time with a long text.
type arrival struct {
	article *article.Article
	summary db.Summary
	// document is the article with its annotations, if some come with it. They were checked by whoever read them, so the
	// changes that bring them need not be checked one by one.
	document *document
}

func newArrival(a *article.Article, annotations []annotation.Annotation) arrival {
	n := arrival{article: a, summary: summaryOf(a)}
	if len(annotations) > 0 {
		n.document = newDocument(a)
		n.document.set = annotation.NewSet(annotations)
	}
	return n
}

// gesture is what is to be applied, with all that can be known of it before the lock is taken.
type gesture struct {
	changes []annotation.Change
	ref     annotation.GestureRef
	events  map[string]*AnnotationsChanged // by article id, without what links touch
}

// prepare completes the changes of a gesture. It needs no lock.
func (w *Workspace) prepare(changes []annotation.Change) (gesture, error) {
	if len(changes) == 0 {
		return gesture{}, nil
	}
	changes, err := w.complete(changes)
	if err != nil {
		return gesture{}, err
	}
	return gesture{changes, refOf(changes), annotationEvents(changes)}, nil
}

// apply is Apply for a few changes. The caller holds mu.
func (w *Workspace) apply(changes ...annotation.Change) error {
	g, err := w.prepare(changes)
	if err != nil {
		return err
	}
	return w.do(nil, g)
}

// do applies a gesture with new articles, each of which one of the changes must bring into the project. The caller holds mu.
func (w *Workspace) do(arrivals []arrival, g gesture) error {
	if err := w.usable(); err != nil {
		return err
	}
	if len(g.changes) == 0 {
		return nil
	}
	changes, articles := g.changes, w.register(arrivals)
	for i, c := range changes {
		if err := w.step(c); err != nil {
			for _, done := range slices.Backward(changes[:i]) {
				w.stepBack(done)
			}
			w.unregister(arrivals)
			return fmt.Errorf("%s: %w", c.Name, err)
		}
	}
	for _, n := range arrivals {
		if n.document != nil {
			n.document.arriving = false
		}
	}
	w.count(g)
	if last, ok := w.history.Undoable(); ok && last.ID == g.ref.ID {
		w.parted[g.ref.ID] = true
	}
	w.history.Add(w.refWithLinks(g))
	w.olderRedo = w.olderRedo && changes[0].Role != annotation.Do
	w.writer.push(db.Batch{Articles: articles, Changes: changes})
	w.show()
	w.events.announce(w.eventsOf(g)...)
	return nil
}

// complete copies the changes and fills in what the caller left open.
func (w *Workspace) complete(changes []annotation.Change) ([]annotation.Change, error) {
	changes = slices.Clone(changes)
	first := &changes[0]
	if first.Gesture == "" {
		first.Gesture = annotation.NewID()
	}
	if first.Role == "" {
		first.Role = annotation.Do
	}
	if first.At.IsZero() {
		first.At = w.now()
	}
	if first.By == "" {
		first.By = w.opt.User
	}
	for i := range changes {
		c := &changes[i]
		if c.ID == "" {
			c.ID = annotation.NewID()
		}
		if c.Gesture != "" && c.Gesture != first.Gesture || c.Role != "" && c.Role != first.Role || c.Name != first.Name {
			return nil, ErrMixedGesture
		}
		c.Gesture, c.Role, c.Of = first.Gesture, first.Role, first.Of
		if c.At.IsZero() {
			c.At = first.At
		}
		if c.By == "" {
			c.By = first.By
		}
	}
	return changes, nil
}

// register lays a place for new articles. They are not in the project before their change was done.
func (w *Workspace) register(arrivals []arrival) []*article.Article {
	var articles []*article.Article
	for _, n := range arrivals {
		w.entries[n.article.ID] = &entry{summary: n.summary, removed: true, passages: true}
		if n.document != nil {
			n.document.arriving = true
			w.docs[n.article.ID] = n.document
			w.touch(n.document)
		}
		articles = append(articles, n.article)
	}
	return articles
}

func (w *Workspace) unregister(arrivals []arrival) {
	for _, n := range arrivals {
		delete(w.entries, n.article.ID)
		delete(w.docs, n.article.ID)
	}
}

// step does one change in memory. The caller holds mu.
func (w *Workspace) step(c annotation.Change) error {
	switch s := subjectOf(c); s.kind {
	case annotationSubject:
		return w.stepAnnotation(s, c)
	case linkSubject:
		return w.stepLink(s, c)
	case articleSubject:
		return w.stepArticle(s, c)
	}
	return fmt.Errorf("change %s is about nothing or about two things", c.ID)
}

func (w *Workspace) stepAnnotation(s subject, c annotation.Change) error {
	d := w.docs[s.articleID]
	if d == nil {
		return fmt.Errorf("article %s: %w", s.articleID, ErrNotLoaded)
	}
	if e := w.entries[s.articleID]; e == nil || e.removed {
		return fmt.Errorf("article %s: %w", s.articleID, ErrUnknownArticle)
	}
	if d.arriving {
		return nil
	}
	// What the history brings back was checked when it was made. If it was altered outside the program since, it is shown
	// as such.
	if after := c.After.Annotation; after != nil && c.Role == annotation.Do {
		if err := annotation.Validate(*after, d.text); err != nil {
			return fmt.Errorf("annotation %s: %w", s.id, err)
		}
	}
	if err := d.set.Apply(c.Before, c.After); err != nil {
		return err
	}
	d.compare(s.id, c.After.Annotation)
	w.touch(d)
	return nil
}

func (w *Workspace) stepLink(s subject, c annotation.Change) error {
	current, exists := w.links[s.id]
	if exists != (c.Before.Link != nil) || exists && current != *c.Before.Link {
		return fmt.Errorf("link %s: %w", s.id, annotation.ErrConflict)
	}
	if c.After.Link == nil {
		delete(w.links, s.id)
		return nil
	}
	known := func(id string) bool {
		_, _, ok := w.find(id)
		return ok || c.Role != annotation.Do // the other end's article need not be loaded to undo
	}
	if err := annotation.ValidateLink(*c.After.Link, known); err != nil {
		return fmt.Errorf("link %s: %w", s.id, err)
	}
	w.links[s.id] = *c.After.Link
	return nil
}

func (w *Workspace) stepArticle(s subject, c annotation.Change) error {
	e := w.entries[s.id]
	if e == nil {
		return fmt.Errorf("article %s: %w", s.id, ErrUnknownArticle)
	}
	before, after := c.Before.Article, c.After.Article
	if e.removed != (before == nil) || before != nil && e.passages && !sameMetadata(before.Metadata, e.summary.Metadata) {
		return fmt.Errorf("article %s: %w", s.id, annotation.ErrConflict)
	}
	if after == nil {
		e.removed = true
		return nil
	}
	var text *article.Text
	d := w.docs[s.id]
	if d != nil {
		text = d.text
	}
	if err := annotation.ValidateMetadata(after.Metadata, text); err != nil {
		return fmt.Errorf("article %s: %w", s.id, err)
	}
	e.removed, e.passages, e.summary.Metadata = false, true, after.Metadata
	if d != nil {
		d.setMetadata(after.Metadata)
	}
	return nil
}

// stepBack takes back a change that step has just done. The caller holds mu.
func (w *Workspace) stepBack(c annotation.Change) {
	switch s := subjectOf(c); s.kind {
	case annotationSubject:
		d := w.docs[s.articleID]
		if d.arriving {
			return
		}
		// It can't fail: the set is exactly as step left it.
		_ = d.set.Apply(c.After, c.Before)
		d.compare(s.id, c.Before.Annotation)
	case linkSubject:
		delete(w.links, s.id)
		if c.Before.Link != nil {
			w.links[s.id] = *c.Before.Link
		}
	case articleSubject:
		e := w.entries[s.id]
		e.removed = c.Before.Article == nil
		if c.Before.Article == nil {
			return
		}
		e.summary.Metadata = c.Before.Article.Metadata
		if d := w.docs[s.id]; d != nil {
			d.setMetadata(c.Before.Article.Metadata)
		}
	}
}

func sameMetadata(a, b article.Metadata) bool {
	if !slices.Equal(a.Passages, b.Passages) {
		return false
	}
	return a.Title == b.Title && a.Publisher == b.Publisher && a.Byline == b.Byline && a.Dateline == b.Dateline &&
		a.URL == b.URL && a.Published == b.Published && a.Language == b.Language && a.Status == b.Status
}

func summaryOf(a *article.Article) db.Summary {
	return db.Summary{
		ID: a.ID, Metadata: a.Metadata, FileName: a.FileName, MediaType: a.MediaType, Encoding: a.Encoding,
		Method: a.Method, VersionOf: a.VersionOf,
		Length: utf8.RuneCountInString(a.Text), Words: words(a.Text), ImportedAt: a.ImportedAt, Counts: map[annotation.Tag]int{},
	}
}
