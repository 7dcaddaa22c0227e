package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"galley/app/annotation"
	"galley/app/article"
)

// Names of gestures, as the history and the events have them.
const (
	GestureMark     = "mark" // followed by the tag, as MarkedAs says
	GestureRetag    = "retag"
	GestureDelete   = "delete"
	GestureEdge     = "edge"
	GestureSpans    = "spans"
	GestureFragment = "fragment"
	GestureNote     = "note"
	GestureSource   = "source"
	GestureStatus   = "status"
	GestureLink     = "link"
	GestureUnlink   = "unlink"
	GestureMetadata = "metadata"
	GesturePassage  = "passage"
	GestureRemove   = "remove article"
	GestureImport   = "import"
	GestureReread   = "reencode" // the name it had when only the encoding could be chosen
)

// MarkedAs is the name of the gesture that puts a tag on a span: "mark claim".
func MarkedAs(tag annotation.Tag) string { return GestureMark + " " + string(tag) }

func annotationState(a annotation.Annotation) annotation.State {
	return annotation.State{Annotation: &a}
}

func linkState(l annotation.Link) annotation.State { return annotation.State{Link: &l} }

// Mark puts a tag on spans of a loaded article. Spans are fitted as annotation.Fit does. If the very same spans have the
// tag already, that annotation is returned and nothing changes.
func (w *Workspace) Mark(articleID string, spans []annotation.Span, tag annotation.Tag) (annotation.Annotation, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.usable(); err != nil {
		return annotation.Annotation{}, err
	}
	d := w.docs[articleID]
	if d == nil {
		return annotation.Annotation{}, fmt.Errorf("mark in article %s: %w", articleID, ErrNotLoaded)
	}
	fitted, err := annotation.Fit(d.text, spans)
	if err != nil {
		return annotation.Annotation{}, fmt.Errorf("mark: %w", err)
	}
	for a := range d.set.StartingAt(fitted[0].Start) {
		if a.Tag == tag && slices.Equal(a.Spans, fitted) {
			return a, nil
		}
	}
	now := w.now()
	a := annotation.Annotation{
		ID: annotation.NewID(), ArticleID: articleID, Tag: tag, Spans: fitted, Quote: annotation.JoinQuotes(fitted),
		Status: annotation.StatusOpen, CreatedAt: now, CreatedBy: w.opt.User, UpdatedAt: now,
	}
	change := annotation.Change{Name: MarkedAs(tag), At: now, After: annotationState(a)}
	if err := w.apply(change); err != nil {
		return annotation.Annotation{}, err
	}
	return a, nil
}

// edit does one gesture on one annotation. An f that changes nothing makes no gesture.
func (w *Workspace) edit(id, name string, f func(a *annotation.Annotation, t *article.Text) error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.usable(); err != nil {
		return err
	}
	d, before, ok := w.find(id)
	if !ok {
		return fmt.Errorf("%s %s: %w", name, id, ErrUnknownAnnotation)
	}
	after := before
	if err := f(&after, d.text); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if annotation.Equal(before, after) {
		return nil
	}
	after.UpdatedAt = w.now()
	return w.apply(annotation.Change{
		Name: name, At: after.UpdatedAt, Before: annotationState(before), After: annotationState(after),
	})
}

// Retag gives an annotation another tag.
func (w *Workspace) Retag(id string, tag annotation.Tag) error {
	return w.edit(id, GestureRetag, func(a *annotation.Annotation, _ *article.Text) error {
		a.Tag = tag
		return nil
	})
}

// MoveEdge moves one end of an annotation by one grapheme or word. At the end of the text nothing changes;
// annotation.ErrEmptySpan says that nothing would be left of the annotation.
func (w *Workspace) MoveEdge(id string, edge annotation.Edge, unit annotation.Unit, forward bool) error {
	return w.edit(id, GestureEdge, func(a *annotation.Annotation, t *article.Text) error {
		moved, err := annotation.MoveEdge(t, *a, edge, unit, forward)
		if err == nil {
			*a = moved
		}
		return err
	})
}

// SetSpans gives an annotation other spans, fitted as annotation.Fit does.
func (w *Workspace) SetSpans(id string, spans []annotation.Span) error {
	return w.edit(id, GestureSpans, func(a *annotation.Annotation, t *article.Text) error {
		return setSpans(a, t, spans)
	})
}

// AddFragment adds a span to an annotation. One that overlaps or touches another of its spans becomes one with it.
func (w *Workspace) AddFragment(id string, span annotation.Span) error {
	return w.edit(id, GestureFragment, func(a *annotation.Annotation, t *article.Text) error {
		return setSpans(a, t, append(slices.Clone(a.Spans), span))
	})
}

func setSpans(a *annotation.Annotation, t *article.Text, spans []annotation.Span) error {
	fitted, err := annotation.Fit(t, spans)
	if err != nil {
		return err
	}
	a.Spans, a.Quote = fitted, annotation.JoinQuotes(fitted)
	return nil
}

// SetNote sets what the checker notes on an annotation.
func (w *Workspace) SetNote(id, note string) error {
	return w.edit(id, GestureNote, func(a *annotation.Annotation, _ *article.Text) error {
		a.Note = note
		return nil
	})
}

// SetSource says who says what is annotated, "" for unknown. White space at both ends is dropped.
func (w *Workspace) SetSource(id, name string) error {
	return w.edit(id, GestureSource, func(a *annotation.Annotation, _ *article.Text) error {
		a.Source = strings.TrimSpace(name)
		return nil
	})
}

// SetStatus says how far the checker is with an annotation.
func (w *Workspace) SetStatus(id string, status annotation.Status) error {
	return w.edit(id, GestureStatus, func(a *annotation.Annotation, _ *article.Text) error {
		a.Status = status
		return nil
	})
}

// Delete deletes annotations of loaded articles and every link that begins or ends at one of them, as one gesture.
func (w *Workspace) Delete(ids ...string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.usable(); err != nil {
		return err
	}
	gone := make(map[string]bool, len(ids))
	var annotations, changes []annotation.Change
	for _, id := range ids {
		if gone[id] {
			continue
		}
		gone[id] = true
		_, a, ok := w.find(id)
		if !ok {
			return fmt.Errorf("delete %s: %w", id, ErrUnknownAnnotation)
		}
		annotations = append(annotations, annotation.Change{Name: GestureDelete, Before: annotationState(a)})
	}
	slices.Reverse(annotations) // who deletes many gives them in text order; from behind it costs less
	// Links first: at no moment one leads nowhere, forth or back.
	for _, l := range w.links {
		if gone[l.From] || gone[l.To] {
			changes = append(changes, annotation.Change{Name: GestureDelete, Before: linkState(l)})
		}
	}
	return w.apply(append(changes, annotations...)...)
}

// AddLink links two annotations of loaded articles. The same link twice is not made: the one there is is returned.
func (w *Workspace) AddLink(kind annotation.LinkKind, from, to string) (annotation.Link, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.usable(); err != nil {
		return annotation.Link{}, err
	}
	for _, l := range w.links {
		if l.Kind == kind && l.From == from && l.To == to {
			return l, nil
		}
	}
	l := annotation.Link{ID: annotation.NewID(), Kind: kind, From: from, To: to}
	if err := w.apply(annotation.Change{Name: GestureLink, After: linkState(l)}); err != nil {
		return annotation.Link{}, err
	}
	return l, nil
}

// RemoveLink removes a link that begins or ends in a loaded article.
func (w *Workspace) RemoveLink(id string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	l, ok := w.links[id]
	if !ok {
		return fmt.Errorf("unlink %s: %w", id, ErrUnknownLink)
	}
	return w.apply(annotation.Change{Name: GestureUnlink, Before: linkState(l)})
}

// SetMetadata sets what a person can edit about an article. Passages are those given; to leave them as they are, pass on
// those the article has. An article that is not loaded is loaded, which waits for the disk.
func (w *Workspace) SetMetadata(articleID string, m article.Metadata) error {
	return w.editArticle(articleID, GestureMetadata, func(now *article.Metadata) error {
		*now = m
		return nil
	})
}

// SetPassageKept says whether the passage with that index belongs to the article after all.
func (w *Workspace) SetPassageKept(articleID string, index int, kept bool) error {
	return w.editArticle(articleID, GesturePassage, func(now *article.Metadata) error {
		if index < 0 || index >= len(now.Passages) {
			return fmt.Errorf("passage %d: %w", index, annotation.ErrOutOfRange)
		}
		now.Passages = slices.Clone(now.Passages)
		now.Passages[index].Kept = kept
		return nil
	})
}

// RemoveArticle takes an article out of the project's lists and exports. Its text and annotations are kept in the file,
// so that the removal can be undone. An article that is not loaded is loaded, which waits for the disk.
func (w *Workspace) RemoveArticle(id string) error {
	return w.editArticle(id, GestureRemove, nil)
}

// editArticle does one gesture on an article's metadata; without f it removes the article.
func (w *Workspace) editArticle(id, name string, f func(*article.Metadata) error) error {
	if err := w.knowMetadata(id); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	e := w.entries[id]
	if e == nil || e.removed {
		return fmt.Errorf("%s %s: %w", name, id, ErrUnknownArticle)
	}
	before := e.summary.Metadata
	change := annotation.Change{Name: name, Before: metadataState(id, before)}
	if f != nil {
		after := before
		if err := f(&after); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if sameMetadata(before, after) {
			return nil
		}
		change.After = metadataState(id, after)
	}
	return w.apply(change)
}

// knowMetadata loads the article if its metadata is not wholly in memory.
func (w *Workspace) knowMetadata(id string) error {
	w.mu.Lock()
	e := w.entries[id]
	err := w.usable()
	known := e == nil || e.removed || e.passages
	w.mu.Unlock()
	if err != nil || known {
		return err
	}
	return w.load(context.Background(), id)
}
