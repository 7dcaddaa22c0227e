// Package find looks for words in an article as a person means them: without regard to case unless asked, with straight
// and curly quotation marks alike, and over the line breaks that e-mail puts into sentences. It is pure.
package find

import (
	"context"
	"unicode"
	"unicode/utf8"
)

// Limit is the most hits that are kept: more help nobody.
const Limit = 100_000

// Hit is a half open range of positions (code points).
type Hit struct{ Start, End int }

// Options say what counts as equal.
type Options struct {
	// Exact compares rune by rune. Otherwise case is ignored, all kinds of quotation mark are one, and any run of white
	// space stands for any other.
	Exact bool
}

// All returns the hits of query in text in order, not overlapping, and whether there were more than Limit. It stops with
// the context's error when that ends. An empty or blank query has no hits.
func All(ctx context.Context, text, query string, opt Options) (hits []Hit, more bool, err error) {
	s := searcher{exact: opt.Exact, text: text}
	s.query = s.foldAll(query)
	if len(s.query) == 0 {
		return nil, false, ctx.Err()
	}
	pos, offset, next := 0, 0, 0
	for offset < len(text) {
		// Looking at the context costs more than a step: do it now and then.
		if next--; next < 0 {
			if err := ctx.Err(); err != nil {
				return nil, false, err
			}
			next = 1 << 16
		}
		runes, size := s.match(offset)
		if size == 0 {
			_, size = utf8.DecodeRuneInString(text[offset:])
			pos, offset = pos+1, offset+size
			continue
		}
		if len(hits) == Limit {
			return hits, true, nil
		}
		hits = append(hits, Hit{pos, pos + runes})
		pos, offset = pos+runes, offset+size
	}
	return hits, false, nil
}

// Near is the index of the first hit that ends after pos, the first one when there is none, -1 without hits.
func Near(hits []Hit, pos int) int {
	if len(hits) == 0 {
		return -1
	}
	low, high := 0, len(hits)
	for low < high {
		if mid := (low + high) / 2; hits[mid].End > pos {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low % len(hits)
}

type searcher struct {
	exact bool
	text  string
	query []rune
}

// foldAll is the query as it is compared, without blanks at its ends (unless it is compared exactly).
func (s *searcher) foldAll(query string) []rune {
	var out []rune
	for _, r := range query {
		r = s.fold(r)
		if !s.exact && r == ' ' && (len(out) == 0 || out[len(out)-1] == ' ') {
			continue
		}
		out = append(out, r)
	}
	if !s.exact && len(out) > 0 && out[len(out)-1] == ' ' {
		out = out[:len(out)-1]
	}
	return out
}

// match returns how many code points and bytes at the offset are a hit, 0 and 0 if they are none.
func (s *searcher) match(offset int) (runes, size int) {
	at := offset
	for i, want := range s.query {
		r, n := utf8.DecodeRuneInString(s.text[at:])
		if n == 0 || s.fold(r) != want {
			return 0, 0
		}
		at, runes = at+n, runes+1
		if s.exact || want != ' ' || i == len(s.query)-1 {
			continue
		}
		for {
			r, n := utf8.DecodeRuneInString(s.text[at:])
			if n == 0 || s.fold(r) != ' ' {
				break
			}
			at, runes = at+n, runes+1
		}
	}
	return runes, at - offset
}

func (s *searcher) fold(r rune) rune {
	if s.exact {
		return r
	}
	if r < utf8.RuneSelf {
		return ascii[r]
	}
	return fold(r)
}

// ascii is fold for the runes that most text consists of.
var ascii = func() (t [utf8.RuneSelf]rune) {
	for r := range t {
		t[r] = fold(rune(r))
	}
	return t
}()

func fold(r rune) rune {
	switch r {
	case '`', '´', 'ʼ', '‘', '’', '‚', '‛', '′', '＇':
		return '\''
	case '“', '”', '„', '‟', '″', '«', '»', '＂':
		return '"'
	case '‐', '‑', '‒', '–', '—', '−':
		return '-'
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	// The least rune of the folding orbit stands for all of them: K, k and the Kelvin sign are one.
	least := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		least = min(least, f)
	}
	return least
}
