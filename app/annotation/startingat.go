package annotation

import (
	"iter"
	"sort"
)

// StartingAt goes through the annotations whose first span starts at the position, without looking at the others. The
// set must not change meanwhile.
func (s *Set) StartingAt(position int) iter.Seq[Annotation] {
	return func(yield func(Annotation) bool) {
		first := sort.Search(len(s.ordered), func(i int) bool {
			start, _ := extent(s.ordered[i])
			return start >= position
		})
		for _, a := range s.ordered[first:] {
			if start, _ := extent(a); start != position || !yield(*a) {
				return
			}
		}
	}
}
