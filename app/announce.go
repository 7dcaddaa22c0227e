package app

import (
	"maps"
	"slices"

	"galley/app/annotation"
)

// count brings the counts, the sources and the list up to date. Maps that were handed out are left as they are.
func (w *Workspace) count(changes []annotation.Change) {
	fresh := map[string]bool{}
	for _, c := range changes {
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
	for _, id := range refOf(changes).ArticleIDs {
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
	seen := map[string]bool{"": true}
	for _, c := range changes {
		if id := subjectOf(c).articleID; !seen[id] {
			seen[id] = true
			ref.ArticleIDs = append(ref.ArticleIDs, id)
		}
	}
	return ref
}

// refWithLinks is refOf with the articles that links begin in, where they are known. The caller holds mu.
func (w *Workspace) refWithLinks(changes []annotation.Change) annotation.GestureRef {
	ref := refOf(changes)
	for _, c := range changes {
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

// eventsOf says what the changes, which were done, made different. The caller holds mu.
func (w *Workspace) eventsOf(changes []annotation.Change) []Event {
	var order []string
	touched := map[string]*AnnotationsChanged{}
	at := func(articleID string) *AnnotationsChanged {
		e := touched[articleID]
		if e == nil {
			first := changes[0]
			e = &AnnotationsChanged{ArticleID: articleID, Gesture: first.Gesture, Name: first.Name, Role: first.Role}
			touched[articleID] = e
			order = append(order, articleID)
		}
		return e
	}
	linked, seen := false, map[string]bool{}
	for _, c := range changes {
		switch s := subjectOf(c); s.kind {
		case annotationSubject:
			if seen[s.id] {
				continue
			}
			seen[s.id] = true
			e := at(s.articleID)
			if a, ok := w.docs[s.articleID].set.Get(s.id); ok {
				e.Put = append(e.Put, a)
			} else {
				e.Removed = append(e.Removed, s.id)
			}
		case linkSubject:
			linked = true
			for id, d := range w.docs {
				for _, l := range []*annotation.Link{c.Before.Link, c.After.Link} {
					if l != nil && (holds(d, l.From) || holds(d, l.To)) {
						at(id)
					}
				}
			}
		}
	}
	events := make([]Event, 0, len(order)+2)
	for _, id := range order {
		touched[id].LinksChanged = linked
		events = append(events, *touched[id])
	}
	if ids := refOf(changes).ArticleIDs; len(ids) > 0 {
		events = append(events, ArticlesChanged{ids})
	}
	return append(events, SaveStateChanged{w.writer.state()})
}
