package app

import (
	"galley/app/annotation"
	"galley/db"
)

// apart is what gestures that are not in the file are about. A gesture that needs any of it is not written either: under
// the same id the file may have something else.
type apart map[string]bool

func (a apart) add(b db.Batch) {
	for _, n := range b.Articles {
		a[n.ID] = true
	}
	for _, c := range b.Changes {
		a[apartKey(subjectOf(c))] = true
	}
}

// apartKey tells an article's metadata from the article itself, whose annotations do not need the metadata.
func apartKey(s subject) string {
	if s.kind == articleSubject {
		return "metadata " + s.id
	}
	return s.id
}

func (a apart) neededBy(b db.Batch) bool {
	if len(a) == 0 {
		return false
	}
	for _, c := range b.Changes {
		if s := subjectOf(c); a[apartKey(s)] || a[s.articleID] {
			return true
		}
		for _, l := range []*annotation.Link{c.Before.Link, c.After.Link} {
			if l != nil && (a[l.From] || a[l.To]) {
				return true
			}
		}
	}
	return false
}
