package search

import "strings"

// Hit is where a term of a query stands in a text, in code points.
type Hit struct {
	Start, End int
	Term       int // its index in Query.Terms
}

// Hits finds where the terms of the query stand in a text: in order, not overlapping, at most limit. Of those that begin
// at one place the longest counts. A prefix marks the whole word.
func (q Query) Hits(text string, limit int) []Hit {
	var hits []Hit
	if limit <= 0 {
		return nil
	}
	end := 0
	q.walk(text, func(here []place) bool {
		if longest := longestOf(here); longest.Start >= end {
			hits = append(hits, longest.Hit)
			end = longest.End
		}
		return len(hits) < limit
	})
	return hits
}

// Matches says whether all terms of the query occur in a text. Of a query without terms it says no.
func (q Query) Matches(text string) bool {
	seen := make([]bool, len(q.Terms))
	missing := len(seen)
	if missing == 0 {
		return false
	}
	q.walk(text, func(here []place) bool {
		for _, p := range here {
			if !seen[p.Term] {
				seen[p.Term] = true
				missing--
			}
		}
		return missing > 0
	})
	return missing == 0
}

// place is a hit with its range in bytes.
type place struct {
	Hit
	from, to int
}

func longestOf(here []place) place {
	longest := here[0]
	for _, p := range here[1:] {
		if p.to > longest.to {
			longest = p
		}
	}
	return longest
}

// way is one way to find a term: by its words, or by those with apostrophes joined.
type way struct {
	term   int
	words  []string
	prefix bool
}

// matcher has the ways by their first word, so that a text is gone through once for all terms.
type matcher struct {
	exact    map[string][]way
	prefixes []way
}

func (q Query) matcher() *matcher {
	m := &matcher{exact: map[string][]way{}}
	for i, term := range q.Terms {
		for _, words := range [][]string{term.Words, term.Joined} {
			switch {
			case len(words) == 0:
			case len(words) == 1 && term.Prefix:
				m.prefixes = append(m.prefixes, way{i, words, true})
			default:
				m.exact[words[0]] = append(m.exact[words[0]], way{i, words, term.Prefix})
			}
		}
	}
	return m
}

// walk goes through a text and tells all places of terms that begin at one word, word by word, until found says false.
func (q Query) walk(text string, found func(here []place) bool) {
	m := q.matcher()
	if len(q.Terms) == 0 {
		return
	}
	sc := newWordScanner(text)
	var here []place
	for w, ok := sc.next(); ok; w, ok = sc.next() {
		here = m.beginningWith(here[:0], w, sc)
		if whole, behind := sc.joined(w); behind != nil {
			here = m.beginningWith(here, whole, behind)
		}
		if len(here) > 0 && !found(here) {
			return
		}
	}
}

// beginningWith appends the places of terms that begin with a word, behind which the scanner stands.
func (m *matcher) beginningWith(here []place, w foundWord, sc *wordScanner) []place {
	for _, way := range m.exact[w.Folded] {
		if last, ok := way.follow(w, *sc); ok {
			here = append(here, place{Hit{w.Start, last.End, way.term}, w.from, last.to})
		}
	}
	for _, way := range m.prefixes {
		if strings.HasPrefix(w.Folded, way.words[0]) {
			here = append(here, place{Hit{w.Start, w.End, way.term}, w.from, w.to})
		}
	}
	return here
}

// follow says whether the words behind the first one stand behind it in the text too, and returns the last one.
func (y way) follow(w foundWord, sc wordScanner) (foundWord, bool) {
	for i := 1; i < len(y.words); i++ {
		next, ok := sc.next()
		if !ok {
			return w, false
		}
		if !y.fits(i, next.Folded) {
			whole, behind := sc.joined(next)
			if behind == nil || !y.fits(i, whole.Folded) {
				return w, false
			}
			next, sc = whole, *behind
		}
		w = next
	}
	return w, true
}

func (y way) fits(i int, word string) bool {
	if y.prefix && i == len(y.words)-1 {
		return strings.HasPrefix(word, y.words[i])
	}
	return word == y.words[i]
}
