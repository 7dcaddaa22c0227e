package article

import (
	"math/bits"
	"sort"
	"strings"
	"unicode/utf8"

	"galley/app/article/draft"
)

// blockShift is the logarithm of the number of code points between two checkpoints of a Text.
const blockShift = 8

const blockSize = 1 << blockShift

// Text is an article's text with an index between code points and bytes. It never changes, so any number of goroutines
// may use it at once. Beside the string itself it holds four bytes for every 256 code points, and nothing for ASCII.
//
// Every method takes positions outside [0, Len] as the nearest one inside.
type Text struct {
	s string
	n int // code points
	// checkpoints[i] is the byte offset of code point i*blockSize. It is nil when every code point is one byte.
	checkpoints []uint32
}

// NewText indexes s in one pass. A byte of s that is not part of valid UTF-8 counts as one code point and becomes
// U+FFFD, as when Go ranges over a string; texts made by Read have none.
func NewText(s string) *Text {
	if !utf8.ValidString(s) {
		s = string([]rune(s))
	}
	n := utf8.RuneCountInString(s)
	t := &Text{s: s, n: n}
	if n == len(s) {
		return t
	}
	t.checkpoints = make([]uint32, 0, n>>blockShift+1)
	count := 0
	for i := range s {
		if count&(blockSize-1) == 0 {
			t.checkpoints = append(t.checkpoints, uint32(i))
		}
		count++
	}
	return t
}

// String returns the whole text.
func (t *Text) String() string { return t.s }

// Len returns the number of code points.
func (t *Text) Len() int { return t.n }

// Slice returns the text between two positions, "" when end is not behind start.
func (t *Text) Slice(start, end int) string {
	start, end = t.clamp(start), t.clamp(end)
	if end <= start {
		return ""
	}
	from := t.Byte(start)
	if t.checkpoints == nil || end-start > blockSize {
		return t.s[from:t.Byte(end)]
	}
	return t.s[from:skip(t.s, from, end-start)]
}

// Byte returns the byte offset of a position in String.
func (t *Text) Byte(pos int) int {
	pos = t.clamp(pos)
	if t.checkpoints == nil {
		return pos
	}
	if pos == t.n {
		return len(t.s)
	}
	return skip(t.s, int(t.checkpoints[pos>>blockShift]), pos&(blockSize-1))
}

// Position returns the position of a byte offset in String. Inside a code point it is the position of that code point.
func (t *Text) Position(offset int) int {
	offset = max(0, min(offset, len(t.s)))
	if t.checkpoints == nil {
		return offset
	}
	if offset == len(t.s) {
		return t.n
	}
	for !utf8.RuneStart(t.s[offset]) {
		offset--
	}
	block := sort.Search(len(t.checkpoints), func(i int) bool { return int(t.checkpoints[i]) > offset }) - 1
	return block<<blockShift + utf8.RuneCountInString(t.s[t.checkpoints[block]:offset])
}

func (t *Text) clamp(pos int) int { return max(0, min(pos, t.n)) }

// skip returns the offset n code points behind offset from, which must start one.
func skip(s string, from, n int) int {
	for ; n > 0; n-- {
		if c := s[from]; c < utf8.RuneSelf {
			from++
		} else {
			from += bits.LeadingZeros8(^c)
		}
	}
	return from
}

// ParagraphAt returns the range of the paragraph that pos is in, without the line feed that ends it. A position at a
// line feed belongs to the paragraph before it.
func (t *Text) ParagraphAt(pos int) (start, end int) {
	at := t.Byte(pos)
	from, to := lastLineFeed(t.s[:at])+1, len(t.s)
	if i := strings.IndexByte(t.s[at:], '\n'); i >= 0 {
		to = at + i
	}
	return t.Position(from), t.Position(to)
}

// lastLineFeed is strings.LastIndexByte for a line feed, several times as fast on a line of megabytes.
func lastLineFeed(s string) int {
	const step = 4096
	for end := len(s); end > 0; end -= step {
		from := max(0, end-step)
		if strings.IndexByte(s[from:end], '\n') >= 0 {
			return from + strings.LastIndexByte(s[from:end], '\n')
		}
	}
	return -1
}

// TrimBlank drops white space, and characters that show nothing at all, at both ends of a range. Start equals end when
// nothing is left.
func (t *Text) TrimBlank(start, end int) (int, int) {
	start, end = t.clamp(start), t.clamp(end)
	if end <= start {
		return start, start
	}
	s := t.Slice(start, end)
	left := strings.TrimLeftFunc(s, draft.IsBlank)
	start += utf8.RuneCountInString(s[:len(s)-len(left)])
	kept := strings.TrimRightFunc(left, draft.IsBlank)
	return start, start + utf8.RuneCountInString(kept)
}
