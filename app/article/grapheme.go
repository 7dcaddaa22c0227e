package article

import (
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// window bounds the work of one look-up, in code points. Where characters stick together over a longer stretch without
// any place that is certainly a boundary, the multiples of window are taken as boundaries: a user's caret then stops
// inside a cluster of more than a thousand characters, which no writing system has.
const window = 1024

// IsGraphemeBoundary says whether a caret may stand at pos, by the extended grapheme clusters of UAX #29.
// The work is bounded whatever the text.
func (t *Text) IsGraphemeBoundary(pos int) bool {
	pos = t.clamp(pos)
	if pos == 0 || pos == t.n {
		return true
	}
	at := t.Byte(pos)
	if certainGrapheme(t.s, at) {
		return true
	}
	start := t.restart(pos, at, window, certainGrapheme)
	for start < pos {
		start = t.clusterEnd(start)
	}
	return start == pos
}

// NextGrapheme returns the first grapheme boundary behind pos, or Len.
func (t *Text) NextGrapheme(pos int) int {
	pos = t.clamp(pos)
	if pos == t.n {
		return pos
	}
	end := t.restart(pos, t.Byte(pos), window, certainGrapheme)
	for end <= pos {
		end = t.clusterEnd(end)
	}
	return end
}

// PrevGrapheme returns the last grapheme boundary before pos, or 0.
func (t *Text) PrevGrapheme(pos int) int {
	pos = t.clamp(pos)
	if pos == 0 {
		return 0
	}
	start := t.restart(pos-1, t.Byte(pos-1), window, certainGrapheme)
	for {
		end := t.clusterEnd(start)
		if end >= pos {
			return start
		}
		start = end
	}
}

// clusterEnd returns the end of the cluster that starts at the boundary start.
func (t *Text) clusterEnd(start int) int {
	from := t.Byte(start)
	to := t.Byte(start + 2*window)
	iter := graphemes.FromString(t.s[from:to])
	if !iter.Next() {
		return t.n
	}
	end := start + utf8.RuneCountInString(iter.Value())
	return t.firstForced(start, end, window, certainGrapheme)
}

// restart returns the last position at or before pos, which stands at byte offset at, from which boundaries can be found
// without knowing what is before: a place that certain approves, or else a multiple of size. It looks at no more than
// 2*size code points. The answer depends on the text alone, so every look-up in the same stretch sees the same boundaries.
func (t *Text) restart(pos, at, size int, certain func(s string, at int) bool) int {
	block := pos - pos%size
	limit := max(0, block-size)
	for p := pos; p > limit; p-- {
		if certain(t.s, at) {
			return p
		}
		_, w := utf8.DecodeLastRuneInString(t.s[:at])
		at -= w
	}
	if limit == 0 || certain(t.s, at) {
		return limit
	}
	return block
}

// firstForced returns the first multiple of size in (start, end) that restart takes as a boundary for want of a certain
// one before it, or end.
func (t *Text) firstForced(start, end, size int, certain func(s string, at int) bool) int {
	for p := start - start%size + size; p < end; p += size {
		if t.restart(p, t.Byte(p), size, certain) == p {
			return p
		}
	}
	return end
}

// certainGrapheme says whether there is a boundary at byte offset at, in (0, len(s)), whatever stands further left.
// Three rules of UAX #29 look further than the character before: GB9c (Indic conjuncts), GB11 (emoji joined by ZWJ) and
// GB12, GB13 (flags). The library does not tell the properties of a character, so it is asked by small samples.
func certainGrapheme(s string, at int) bool {
	left, lw := utf8.DecodeLastRuneInString(s[:at])
	right, rw := utf8.DecodeRuneInString(s[at:])
	if left < 0x300 && right < 0x300 {
		return left != '\r' || right != '\n'
	}
	if isRegional(left) && isRegional(right) {
		return false
	}
	iter := graphemes.FromString(s[at-lw : at+rw])
	if iter.Next(); iter.End() > lw {
		return false
	}
	const joiner, conjunct, picture = '\u200d', "\u0915\u094d", "\U0001f600\u200d"
	if left == joiner && joins(picture, right) {
		return false
	}
	return !joins(conjunct, right) || !joins(conjunct, left, '\u0915')
}

func isRegional(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

// joins says whether the runes after prefix belong to one cluster with it.
func joins(prefix string, runes ...rune) bool {
	var buffer [32]byte
	sample := append(buffer[:0], prefix...)
	for _, r := range runes {
		sample = utf8.AppendRune(sample, r)
	}
	iter := graphemes.FromBytes(sample)
	iter.Next()
	return iter.End() == len(sample)
}
