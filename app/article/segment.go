package article

import "unicode/utf8"

// splitter finds the segments of one kind: graphemes, words or sentences.
//
// A look-up must not cost more in a line of ten megabytes than in a short one, so it does not start at the beginning of
// the paragraph but at a place that is certainly a boundary, at most two sizes before. Where things stick together over a
// longer stretch than that, multiples of size are taken as boundaries. Which ones depends on the text alone, so that every
// look-up sees the same segments, and none is longer than two sizes.
type splitter struct {
	size int // code points
	// certain says whether there is a boundary at byte offset at, 0 < at < len(s), whatever stands further away than the
	// splitter may look. It may say no when in doubt.
	certain func(s string, at int) bool
	// first returns the length in bytes of the first segment of s, which is not empty and starts at a boundary.
	first func(s string) int
}

// lookAhead is how many code points behind the end of a segment may decide over that end.
const lookAhead = 64

// segment returns the segment that the character at pos is in; pos must be in [0, Len).
func (t *Text) segment(pos int, sp *splitter) (start, end int) {
	at := t.Byte(pos)
	start, from := t.restart(pos, at, sp)
	window := t.s[:t.Byte(pos+2*sp.size+lookAhead)]
	for {
		n := sp.first(window[from:])
		end = start + utf8.RuneCountInString(window[from:from+n])
		if cut := t.forced(start, end, sp); cut < end {
			end, n = cut, t.Byte(cut)-from
		}
		if end > pos {
			return start, end
		}
		start, from = end, from+n
	}
}

// restart returns the last place at or before pos, at byte offset at, where segments can be looked for without knowing
// what stands before, as a position and a byte offset.
func (t *Text) restart(pos, at int, sp *splitter) (int, int) {
	block, blockAt := pos-pos%sp.size, 0
	limit := max(0, block-sp.size)
	for p := pos; ; p-- {
		if p == 0 || sp.certain(t.s, at) {
			return p, at
		}
		if p == block {
			blockAt = at
		}
		if p == limit {
			return block, blockAt
		}
		_, w := utf8.DecodeLastRuneInString(t.s[:at])
		at -= w
	}
}

// forced returns the first multiple of the splitter's size in (start, end) that restart takes as a boundary for want of
// a certain one, or end.
func (t *Text) forced(start, end int, sp *splitter) int {
	for p := start - start%sp.size + sp.size; p < end; p += sp.size {
		if r, _ := t.restart(p, t.Byte(p), sp); r == p {
			return p
		}
	}
	return end
}
