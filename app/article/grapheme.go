package article

import (
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// graphemeSplitter finds the extended grapheme clusters of UAX #29. No writing system has a cluster of more than a
// thousand characters, so that only hostile texts ever see one cut.
var graphemeSplitter = splitter{size: 1024, certain: certainGrapheme, first: firstGrapheme}

// IsGraphemeBoundary says whether a caret may stand at pos, by the extended grapheme clusters of UAX #29.
func (t *Text) IsGraphemeBoundary(pos int) bool {
	pos = t.clamp(pos)
	if pos == 0 || pos == t.n || certainGrapheme(t.s, t.Byte(pos)) {
		return true
	}
	start, _ := t.segment(pos, &graphemeSplitter)
	return start == pos
}

// NextGrapheme returns the first grapheme boundary behind pos, or Len.
func (t *Text) NextGrapheme(pos int) int {
	pos = t.clamp(pos)
	if pos == t.n {
		return pos
	}
	_, end := t.segment(pos, &graphemeSplitter)
	return end
}

// PrevGrapheme returns the last grapheme boundary before pos, or 0.
func (t *Text) PrevGrapheme(pos int) int {
	pos = t.clamp(pos)
	if pos == 0 {
		return 0
	}
	start, _ := t.segment(pos-1, &graphemeSplitter)
	return start
}

func firstGrapheme(s string) int {
	iter := graphemes.FromString(s)
	iter.Next()
	return iter.End()
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
	if isRegional(left) && isRegional(right) || firstGrapheme(s[at-lw:at+rw]) > lw {
		return false
	}
	const joiner, picture, conjunct, consonant = '\u200d', "\U0001f600\u200d", "\u0915\u094d", '\u0915'
	if left == joiner && sticks(picture, right) {
		return false
	}
	return !sticks(conjunct, right) || !sticks(conjunct, left, consonant)
}

func isRegional(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

// sticks says whether runes after prefix belong to one cluster with it.
func sticks(prefix string, runes ...rune) bool {
	var buffer [32]byte
	sample := append(buffer[:0], prefix...)
	for _, r := range runes {
		sample = utf8.AppendRune(sample, r)
	}
	iter := graphemes.FromBytes(sample)
	iter.Next()
	return iter.End() == len(sample)
}
