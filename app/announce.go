package app

import (
	"maps"
	"slices"

	"galley/app/annotation"
)

// count brings the counts, the sources and the list up to date. Maps that were handed out are left as they are.
func (w *Workspace) count(g gesture) {
	fresh := map[string]bool{}
	for _, c := range g.changes {
		s := subjectOf(c)
		if s.kind == annotationSubject {
			e := w.entries[s.articleID]
			if !fresh[s.articleID] {
				fresh[s.articleID] = true
				e.summary.Counts = maps.Clone(e.summary.Counts)
			}
			w.countAnnotation(e, c)
		}
	}
	for _, id := range g.ref.ArticleIDs {
		w.relist(id)
	}
}

func (w *Workspace) countAnnotation(e *entry, c annotation.Change) {
	if e.summary.Counts == nil {
		e.summary.Counts = map[annotation.Tag]int{}
	}
	counts := e.summary.Counts
	if b := c.Before.Annotation; b != nil {
		if counts[b.Tag]--; counts[b.Tag] == 0 {
			delete(counts, b.Tag)
		}
	}
	if a := c.After.Annotation; a != nil {
		counts[a.Tag]++
		if a.Source != "" {
			w.sources[a.Source] = true
		}
	}
}

func refOf(changes []annotation.Change) annotation.GestureRef {
	first := changes[0]
	ref := annotation.GestureRef{ID: first.Gesture, Name: first.Name, Role: first.Role, Of: first.Of}
	ref.ArticleIDs, _ = articlesOf(changes)
	return ref
}

// articlesOf lists the articles that changes are about, and says whether some are about links.
func articlesOf(changes []annotation.Change) (ids []string, links bool) {
	seen := map[string]bool{}
	for _, c := range changes {
		s := subjectOf(c)
		links = links || s.kind == linkSubject
		if s.articleID != "" && !seen[s.articleID] {
			seen[s.articleID] = true
			ids = append(ids, s.articleID)
		}
	}
	return ids, links
}

// refWithLinks is the gesture's ref with the articles that links begin in, where they are known. The caller holds mu.
func (w *Workspace) refWithLinks(g gesture) annotation.GestureRef {
	ref := g.ref
	ref.ArticleIDs = slices.Clone(ref.ArticleIDs)
	for _, c := range g.changes {
		for _, l := range []*annotation.Link{c.Before.Link, c.After.Link} {
			if l == nil {
				continue
			}
			if d, _, ok := w.find(l.From); ok && !slices.Contains(ref.ArticleIDs, d.article.ID) {
				ref.ArticleIDs = append(ref.ArticleIDs, d.article.ID)
			}
		}
	}
	return ref
}

// annotationEvents says what changes make different in the annotations of each article, once they are done.
func annotationEvents(changes []annotation.Change) map[string]*AnnotationsChanged {
	last := make(map[string]int, len(changes)) // annotation id -> its last change
	for i, c := range changes {
		if s := subjectOf(c); s.kind == annotationSubject {
			last[s.id] = i
		}
	}
	events := map[string]*AnnotationsChanged{}
	for i, c := range changes {
		s := subjectOf(c)
		if s.kind != annotationSubject || last[s.id] != i {
			continue
		}
		e := eventOf(events, s.articleID, c)
		if c.After.Annotation != nil {
			e.Put = append(e.Put, *c.After.Annotation)
		} else {
			e.Removed = append(e.Removed, s.id)
		}
	}
	return events
}

// eventOf is an article's event among those of the gesture of c.
func eventOf(events map[string]*AnnotationsChanged, articleID string, c annotation.Change) *AnnotationsChanged {
	e := events[articleID]
	if e == nil {
		e = &AnnotationsChanged{ArticleID: articleID, Gesture: c.Gesture, Name: c.Name, Role: c.Role}
		events[articleID] = e
	}
	return e
}

// eventsOf says what a gesture, which was done, made different. The caller holds mu.
func (w *Workspace) eventsOf(g gesture) []Event {
	linked := false
	for _, c := range g.changes {
		for _, l := range []*annotation.Link{c.Before.Link, c.After.Link} {
			if l == nil {
				continue
			}
			linked = true
			for id, d := range w.docs {
				if holds(d, l.From) || holds(d, l.To) {
					eventOf(g.events, id, c)
				}
			}
		}
	}
	events := make([]Event, 0, len(g.events)+2)
	for _, id := range slices.Sorted(maps.Keys(g.events)) {
		g.events[id].LinksChanged = linked
		events = append(events, *g.events[id])
	}
	if len(g.ref.ArticleIDs) > 0 {
		events = append(events, ArticlesChanged{g.ref.ArticleIDs})
	}
	return append(events, SaveStateChanged{w.writer.state()})
}
