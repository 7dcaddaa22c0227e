package command

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Rank returns the places of the names that hold the letters of query in order, best first: whole words and word
// beginnings before letters scattered about, then earlier, then shorter names. An empty query keeps all in their order.
func Rank(query string, names []string) []int {
	type hit struct{ place, score int }
	var hits []hit
	q := []rune(strings.ToLower(strings.Join(strings.Fields(query), " ")))
	for i, name := range names {
		if s, ok := score(q, []rune(strings.ToLower(name))); ok {
			hits = append(hits, hit{i, s})
		}
	}
	if len(q) > 0 {
		slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	}
	places := make([]int, len(hits))
	for i, h := range hits {
		places[i] = h.place
	}
	return places
}

// score takes the best of matching greedily from each place where the first letter stands; names are short.
func score(query, name []rune) (best int, ok bool) {
	if len(query) == 0 {
		return 0, true
	}
	for start, r := range name {
		if r != query[0] {
			continue
		}
		if s, found := scoreFrom(query, name, start); found && (!ok || s > best) {
			best, ok = s, true
		}
	}
	return best, ok
}

func scoreFrom(query, name []rune, start int) (total int, ok bool) {
	at, previous := start, -2
	for _, want := range query {
		if want == ' ' {
			// A blank says that a word begins next; it need not stand in the name.
			previous = -2
			continue
		}
		for at < len(name) && name[at] != want {
			at++
		}
		if at == len(name) {
			return 0, false
		}
		switch {
		case at == previous+1:
			total += 8
		case at == 0 || !unicode.IsLetter(name[at-1]) && !unicode.IsDigit(name[at-1]):
			total += 6
		default:
			total -= 2
		}
		previous = at
		at++
	}
	return total*4 - start - len(name)/4, true
}
