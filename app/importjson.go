package app

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"galley/app/annotation"
	"galley/app/exchange"
	"galley/db"
)

// addJSON plans the import of a file in Galley's own format: whole or not at all. Ids are kept. What the project has
// already, exactly so, is left alone; what it has with other content refuses the file with ErrDiffers.
func (in *importing) addJSON(ctx context.Context, name string, data []byte) error {
	contents, err := exchange.ReadJSON(ctx, name, data)
	if err != nil {
		return err
	}
	var ids []string
	for _, c := range contents {
		for _, n := range c.Annotations {
			ids = append(ids, n.ID)
		}
		for _, l := range c.Links {
			ids = append(ids, l.ID)
		}
	}
	stored, err := in.w.usedIDs(ctx, ids)
	if err != nil {
		return err
	}
	// Planned on a copy, which takes the place of the original only if the whole file is fine.
	trial := *in
	trial.taken = maps.Clone(in.taken)
	for _, c := range contents {
		if err := trial.addContent(ctx, name, c, stored); err != nil {
			return err
		}
	}
	for _, c := range contents {
		for _, l := range c.Links {
			if err := trial.addLink(name, l, stored); err != nil {
				return err
			}
		}
	}
	*in = trial
	return nil
}

// usedIDs finds which of the ids of annotations and links the project uses, in whatever article, also a removed one.
func (w *Workspace) usedIDs(ctx context.Context, ids []string) (map[string]bool, error) {
	w.writer.turn.Lock() // file and queue together are the truth
	defer w.writer.turn.Unlock()
	used, err := w.db.UsedIDs(ctx, ids)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, b := range w.writer.queue {
		for _, c := range b.Changes {
			if s := subjectOf(c); s.kind != articleSubject {
				used[s.id] = c.After != annotation.State{}
			}
		}
	}
	return used, nil
}

// addContent plans one article of a JSON file with its annotations. stored has the ids the project uses.
func (in *importing) addContent(ctx context.Context, name string, c exchange.Content, stored map[string]bool) error {
	a := c.Article
	if other, ok := in.taken[a.ID]; ok {
		return fmt.Errorf("article %q (%s), which also comes with %s: %w", titleOf(a), a.ID, other, ErrDiffers)
	}
	in.taken[a.ID] = name
	present, err := in.present(ctx, a.ID)
	if err != nil {
		return err
	}
	done := imported(name, a)
	if present == nil {
		in.newArticle(a, c.Annotations)
	} else if done.Duplicate, err = in.addPresent(present, c); err != nil {
		return err
	}
	for _, n := range c.Annotations {
		if present != nil && in.holds(present, n.ID) {
			continue // compared by addPresent
		}
		if stored[n.ID] || in.taken[n.ID] != "" {
			return fmt.Errorf("annotation %s (%q) in article %q: %w", n.ID, n.Quote, titleOf(a), ErrDiffers)
		}
		in.taken[n.ID] = name
		in.change(annotation.State{}, annotationState(n))
		done.Annotations++
	}
	in.report.Imported = append(in.report.Imported, done)
	return nil
}

func (in *importing) holds(d *document, annotationID string) bool {
	in.w.mu.Lock()
	defer in.w.mu.Unlock()
	return holds(d, annotationID)
}

// present is the project's article with that id, loaded, also when it was removed; nil if the id is free.
func (in *importing) present(ctx context.Context, id string) (*document, error) {
	err := in.w.know(ctx, id)
	if errors.Is(err, db.ErrNotFound) {
		return nil, nil
	}
	if err == nil {
		err = in.w.load(ctx, id)
	}
	if err != nil {
		return nil, err
	}
	in.w.mu.Lock()
	defer in.w.mu.Unlock()
	return in.w.docs[id], nil
}

// addPresent compares an article with the one the project has under the same id. One that was removed comes back.
func (in *importing) addPresent(present *document, c exchange.Content) (duplicate bool, err error) {
	in.w.mu.Lock()
	defer in.w.mu.Unlock()
	a, own := c.Article, present.article
	if a.SHA256 != own.SHA256 {
		return false, fmt.Errorf("the text of article %q (%s): %w", titleOf(own), a.ID, ErrDiffers)
	}
	theirs, ours := a.Metadata, own.Metadata
	theirs.Passages, ours.Passages = nil, nil // the format has none
	if !sameMetadata(theirs, ours) {
		return false, fmt.Errorf("what is known about article %q (%s): %w", titleOf(own), a.ID, ErrDiffers)
	}
	for _, n := range c.Annotations {
		if mine, ok := present.set.Get(n.ID); ok && !sameExported(mine, n) {
			return false, fmt.Errorf("annotation %s (%q) in article %q: %w", n.ID, mine.Quote, titleOf(own), ErrDiffers)
		}
	}
	if in.w.entries[a.ID].removed {
		in.change(annotation.State{}, metadataState(a.ID, own.Metadata))
		return false, nil
	}
	return true, nil
}

// sameExported says whether two annotations are the same in all that the format holds.
func sameExported(a, b annotation.Annotation) bool {
	a.Cue, b.Cue = nil, nil
	return annotation.Equal(a, b)
}

// addLink plans a link of a JSON file.
func (in *importing) addLink(name string, l annotation.Link, stored map[string]bool) error {
	in.w.mu.Lock()
	mine, loaded := in.w.links[l.ID]
	in.w.mu.Unlock()
	switch {
	case loaded && mine == l:
		return nil
	case loaded || stored[l.ID] || in.taken[l.ID] != "":
		return fmt.Errorf("link %s: %w", l.ID, ErrDiffers)
	}
	in.taken[l.ID] = name
	in.change(annotation.State{}, linkState(l))
	return nil
}
