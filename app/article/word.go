package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// wordSplitter finds the words of UAX #29, with the rules of firstWord.
var wordSplitter = splitter{size: 1024, certain: certainWord, first: firstWord}

// maxSkip is how many characters that are no words a step from word to word passes before it stops among them.
const maxSkip = 4096

// WordAt returns the range of the word that the character at pos is in, or of the blanks or the sign that is there.
// Beyond UAX #29, a word holds its hyphens, backticks that stand for apostrophes, and the full stops of an abbreviation
// by letters: "Iran-backed", "Shi`ite", "U.S.", "U.S.-led". It never cuts a grapheme cluster. At Len it is the last word.
func (t *Text) WordAt(pos int) (start, end int) {
	pos = t.clamp(pos)
	if t.n == 0 {
		return 0, 0
	}
	return t.segment(min(pos, t.n-1), &wordSplitter)
}

// NextWord returns the end of the word that pos is in or of the first word behind it, or Len: where a caret goes with
// Ctrl+Right.
func (t *Text) NextWord(pos int) int {
	pos = t.clamp(pos)
	if pos == t.n {
		return pos
	}
	if start, end := t.WordAt(pos); strings.ContainsFunc(t.Slice(start, end), isWordRune) {
		return end
	}
	at, skipped := t.Byte(pos), 0
	for at < len(t.s) && skipped < maxSkip {
		r, w := utf8.DecodeRuneInString(t.s[at:])
		if isWordRune(r) {
			_, end := t.WordAt(pos + skipped)
			return end
		}
		at += w
		skipped++
	}
	return t.graphemeEnd(pos + skipped)
}

// PrevWord returns the start of the last word that starts before pos, or 0: where a caret goes with Ctrl+Left.
func (t *Text) PrevWord(pos int) int {
	pos = t.clamp(pos)
	at, skipped := t.Byte(pos), 0
	for at > 0 && skipped < maxSkip {
		r, w := utf8.DecodeLastRuneInString(t.s[:at])
		if isWordRune(r) {
			start, _ := t.WordAt(pos - skipped - 1)
			return start
		}
		at -= w
		skipped++
	}
	if at == 0 {
		return 0
	}
	return t.PrevGrapheme(pos - skipped + 1)
}

// graphemeEnd returns pos or, when that is inside a grapheme cluster, the cluster's end.
func (t *Text) graphemeEnd(pos int) int {
	if t.IsGraphemeBoundary(pos) {
		return pos
	}
	return t.NextGrapheme(pos)
}

// firstWord returns the length of the first word of s: a segment of UAX #29 with what the rules of WordAt join to it.
func firstWord(s string) int {
	end := firstUAXWord(s)
	for strings.ContainsFunc(s[:end], isWordRune) && end < len(s) {
		last, _ := utf8.DecodeLastRuneInString(s[:end])
		joint, w := utf8.DecodeRuneInString(s[end:])
		next, _ := utf8.DecodeRuneInString(s[end+w:])
		switch {
		case joint == '.' && next != '.' && endsInLetters(s[:end]):
			end += w
		case isHyphen(joint) && isWordRune(next), joint == '`' && unicode.IsLetter(last) && unicode.IsLetter(next):
			end += w + firstUAXWord(s[end+w:])
		default:
			return wholeGraphemes(s, end)
		}
	}
	return wholeGraphemes(s, end)
}

func firstUAXWord(s string) int {
	iter := words.FromString(s)
	iter.Next()
	return iter.End()
}

// endsInLetters says whether s ends in single letters with full stops between: "U.S", "the U.S", "a.m".
func endsInLetters(s string) bool {
	last, w := utf8.DecodeLastRuneInString(s)
	rest, dot := strings.CutSuffix(s[:len(s)-w], ".")
	if !dot || !unicode.IsLetter(last) {
		return false
	}
	letter, w := utf8.DecodeLastRuneInString(rest)
	before, _ := utf8.DecodeLastRuneInString(rest[:len(rest)-w])
	return unicode.IsLetter(letter) && (len(rest) == w || !isWordRune(before))
}

// wholeGraphemes moves end on to the next grapheme boundary of s when it cuts a cluster, as it can in Thai.
func wholeGraphemes(s string, end int) int {
	if end >= len(s) || certainGrapheme(s, end) {
		return end
	}
	at := 0
	for at < end {
		at += firstGrapheme(s[at:])
	}
	return at
}

// certainWord takes as certain what stands between blanks and words, and between two ideographs.
func certainWord(s string, at int) bool {
	left, _ := utf8.DecodeLastRuneInString(s[:at])
	right, _ := utf8.DecodeRuneInString(s[at:])
	blank := left == ' ' || left == '\n' || left == '\t'
	if !blank && !(unicode.Is(unicode.Han, left) && unicode.Is(unicode.Han, right)) {
		return false
	}
	if right < utf8.RuneSelf {
		return right > ' ' && right != '\x7f'
	}
	return isWordRune(right) && certainGrapheme(s, at)
}

// isWordRune says whether a character makes a segment a word.
func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' }

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }
