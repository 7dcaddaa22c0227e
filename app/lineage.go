package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"galley/app/annotation"
)

// versionsBefore loads the versions before an article, the nearest first, as far back as the project has them.
func (w *Workspace) versionsBefore(ctx context.Context, d *Document) ([]*Document, error) {
	var list []*Document
	for seen := map[string]bool{d.Article.ID: true}; d.Article.VersionOf != "" && !seen[d.Article.VersionOf]; {
		seen[d.Article.VersionOf] = true
		before, err := w.Article(ctx, d.Article.VersionOf)
		if errors.Is(err, ErrUnknownArticle) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("look at the versions before: %w", err)
		}
		list = append(list, before)
		d = before
	}
	return list, nil
}

// standings finds, among the versions of an article from the newest back, the annotations that wait: no later version has
// a copy of them. waiting[i] are those of versions[i+1]. taken are the ids of all annotations that are copies.
func standings(versions []*Document) (waiting [][]annotation.Annotation, taken map[string]bool) {
	taken = map[string]bool{}
	for i := 1; i < len(versions); i++ {
		left := versions[i].Annotations
		for j := i - 1; j >= 0 && len(left) > 0; j-- {
			var list []annotation.Carried
			for _, n := range left {
				list = append(list, annotation.Carried{Old: n})
			}
			there := standIns(list, versions[j].Annotations, taken)
			left = slices.DeleteFunc(slices.Clone(left), func(n annotation.Annotation) bool { return there[n.ID] != "" })
		}
		waiting = append(waiting, left)
	}
	return waiting, taken
}

// standIns finds the copies that were made of older annotations, by the id of the older one, and enters them in taken,
// which is passed over. Copies keep who made the mark and when, whatever was done to them since; where several were made
// at once, that of the same tag and place is meant, else that of the same tag and words, else the first.
func standIns(old []annotation.Carried, copies []annotation.Annotation, taken map[string]bool) map[string]string {
	type maker struct {
		at time.Time
		by string
	}
	made := map[maker][]annotation.Annotation{}
	for _, n := range copies {
		if !taken[n.ID] {
			key := maker{n.CreatedAt.UTC(), n.CreatedBy}
			made[key] = append(made[key], n)
		}
	}
	there := map[string]string{}
	take := func(p annotation.Carried, same func(annotation.Annotation) bool) {
		key := maker{p.Old.CreatedAt.UTC(), p.Old.CreatedBy}
		if i := slices.IndexFunc(made[key], same); i >= 0 && there[p.Old.ID] == "" {
			id := made[key][i].ID
			there[p.Old.ID], taken[id] = id, true
			made[key] = slices.Delete(made[key], i, i+1)
		}
	}
	for _, p := range old {
		take(p, func(n annotation.Annotation) bool { return n.Tag == p.Old.Tag && slices.Equal(n.Spans, p.Spans) })
	}
	for _, p := range old {
		take(p, func(n annotation.Annotation) bool { return n.Tag == p.Old.Tag && n.Quote == p.Old.Quote })
	}
	for _, p := range old {
		take(p, func(annotation.Annotation) bool { return true })
	}
	return there
}
