// Package search finds words in texts, whatever their script, case and accents. It has the one tokenizer for the texts that
// go into the full-text index, for what a person types, and for showing where it was found. Positions are code points. It is
// pure.
package search

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Word is a word as search sees it, with its range in code points.
type Word struct {
	// Folded has lower case, no diacritics and no variants of width: only letters, digits and marks, at least one.
	Folded     string
	Start, End int
}

// Words goes through the words of a text, as they are found by a Query.
//
// A word is a row of letters, digits and their marks. Everything else parts words, so "Iran-backed", "36.5", "2017-08-08"
// and a mail address are several, and "C++" is "c". Initials are one word, with or without full stops: "U.S." is "us".
// An ideograph, a kana and a letter of a script without spaces are words of their own, so that a part of a sentence is
// found as a phrase.
//
// An apostrophe parts words too: "Iran's" is "iran" and "s". But Query and Indexed know that they belong together.
//
// Folding is that of Unicode for case, whole (ß is ss, ς is σ; İ is i but ı is not) and of NFKD for variants. Marks are
// dropped where they are diacritics, as in Latin, Greek, Cyrillic, Arabic and Hebrew.
func Words(text string) iter.Seq[Word] {
	return func(yield func(Word) bool) {
		sc := newWordScanner(text)
		for w, ok := sc.next(); ok; w, ok = sc.next() {
			if !yield(w.Word) {
				return
			}
		}
	}
}

// maxJoined is how many parts apostrophes join into one word.
const maxJoined = 4

// wordScanner goes from word to word. A copy of it goes on by itself from where it was copied.
type wordScanner struct {
	s     string
	at    int // the byte before which all is done
	extra int // bytes before at beyond one for each code point
	// The end of the last word in bytes, and whether an apostrophe can join something to it.
	last     int
	lastOpen bool

	scratch []byte
	store   *strings.Builder // where folded words are kept; copies share it, because it only grows
}

// foundWord is a word with its range in bytes.
type foundWord struct {
	Word
	from, to int
	glued    bool // an apostrophe joins it to the word before
}

func newWordScanner(s string) *wordScanner {
	return &wordScanner{s: s, last: -1, store: &strings.Builder{}}
}

// asciiFold has what each ASCII letter and digit is folded to, 0 for what parts words.
var asciiFold = func() (fold [utf8.RuneSelf]byte) {
	for c := range byte(utf8.RuneSelf) {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			fold[c] = c
		case c >= 'A' && c <= 'Z':
			fold[c] = c | 0x20
		}
	}
	return fold
}()

// next returns the next word, false at the end of the text.
func (sc *wordScanner) next() (foundWord, bool) {
	for sc.toWord() {
		w := foundWord{from: sc.at}
		w.Start = sc.at - sc.extra
		open := sc.takeASCII(&w)
		if w.Folded == "" {
			open = sc.takeAny(&w)
		}
		w.to, w.End = sc.at, sc.at-sc.extra
		if w.Folded == "" {
			continue // nothing but marks
		}
		w.glued = sc.lastOpen && open && sc.last < w.from && isApostrophe(sc.s[sc.last:w.from]) && !isDigit(w.Folded[0])
		sc.last, sc.lastOpen = w.to, open
		return w, true
	}
	return foundWord{}, false
}

// toWord goes to the beginning of the next word.
func (sc *wordScanner) toWord() bool {
	s, i := sc.s, sc.at
	for i < len(s) {
		if c := s[i]; c < utf8.RuneSelf {
			if asciiFold[c] != 0 {
				break
			}
			i++
			continue
		}
		class, _, size := classAt(s, i)
		if class != between && class != unseen && class != apostrophe {
			break
		}
		i += size
		sc.extra += size - 1
	}
	sc.at = i
	return i < len(s)
}

// takeASCII takes a word if it is nothing but ASCII. It says whether apostrophes can join something to it.
func (sc *wordScanner) takeASCII(w *foundWord) bool {
	s, i, same := sc.s, sc.at, true
	for i < len(s) && s[i] < utf8.RuneSelf {
		folded := asciiFold[s[i]]
		if folded == 0 {
			break
		}
		same = same && folded == s[i]
		i++
	}
	switch {
	case i == sc.at:
		return false
	case i < len(s) && s[i] >= utf8.RuneSelf:
		if class, _, _ := classAt(s, i); class != between && class != apostrophe && class != alone {
			return false
		}
	case i == sc.at+1 && i+1 < len(s) && s[i] == '.' && (s[i+1] >= utf8.RuneSelf || asciiFold[s[i+1]] != 0):
		return false // initials perhaps
	}
	if w.Folded = s[sc.at:i]; !same {
		sc.scratch = sc.scratch[:0]
		for _, c := range []byte(s[sc.at:i]) {
			sc.scratch = append(sc.scratch, asciiFold[c])
		}
		w.Folded = sc.keep()
	}
	sc.at = i
	return true
}

// takeAny takes a word of any characters. Folded stays "" if it is nothing but marks that are dropped.
func (sc *wordScanner) takeAny(w *foundWord) bool {
	sc.scratch = sc.scratch[:0]
	i, extra, composes, open := sc.at, sc.extra, false, false
	initials, bases := true, 0 // bases: letters and digits since the last full stop
	for i < len(sc.s) {
		class, page, size := classAt(sc.s, i)
		if class == between && sc.s[i] == '.' && initials && bases == 1 && sc.initialAt(i+1) {
			i, bases = i+1, 0
			continue
		}
		if class == between || class == apostrophe || class == alone && i > w.from || !open && i > w.from && class != mark && class != unseen {
			break
		}
		i, extra = i+size, extra+size-1
		if class == unseen {
			continue
		}
		if class == letter || class == digit || class == mark && i-size == w.from {
			open = true
		}
		if class == letter || class == digit {
			bases++
			initials = initials && bases == 1 && class == letter
		}
		r, _ := utf8.DecodeRuneInString(sc.s[i-size:])
		sc.scratch = page.append(sc.scratch, r)
		composes = composes || page.composes[byte(r)]
		sc.at, sc.extra = i, extra
	}
	if composes && !norm.NFC.IsNormal(sc.scratch) {
		sc.scratch = norm.NFC.AppendString(nil, string(sc.scratch))
	}
	if w.Folded = sc.s[w.from:sc.at]; w.Folded != string(sc.scratch) {
		w.Folded = sc.keep()
	}
	return open
}

// initialAt says whether one letter stands there, and no more.
func (sc *wordScanner) initialAt(i int) bool {
	first := true
	for i < len(sc.s) {
		class, _, size := classAt(sc.s, i)
		switch {
		case first && class != letter:
			return false
		case !first && class != mark && class != unseen:
			return class != letter && class != digit
		}
		i, first = i+size, false
	}
	return !first
}

// append appends what a character of the page is folded to.
func (p *foldPage) append(to []byte, r rune) []byte {
	switch folded := p.fold[byte(r)]; folded {
	case foldNothing:
		return to
	case foldLong:
		return append(to, p.long[byte(r)]...)
	default:
		return utf8.AppendRune(to, folded)
	}
}

// keep makes a string of scratch, without an allocation for each.
func (sc *wordScanner) keep() string {
	const block = 4096
	n := len(sc.scratch)
	if n > block/4 {
		return string(sc.scratch)
	}
	if sc.store.Cap()-sc.store.Len() < n {
		sc.store = &strings.Builder{}
		sc.store.Grow(block)
	}
	sc.store.Write(sc.scratch)
	return sc.store.String()[sc.store.Len()-n:]
}

// classAt returns the class of the character at a byte offset, its page and its length in bytes. A byte that is not part
// of valid UTF-8 is a character that parts words.
func classAt(s string, i int) (wordClass, *foldPage, int) {
	r, size := utf8.DecodeRuneInString(s[i:])
	page := foldPageOf(r)
	return page.class[byte(r)], page, size
}

func isApostrophe(s string) bool {
	if s == " " || len(s) > utf8.UTFMax { // as most
		return false
	}
	r, size := utf8.DecodeRuneInString(s)
	return size > 0 && size == len(s) && strings.ContainsRune(apostrophes, r)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// joined returns the word that apostrophes make of w and what follows it, and a scanner behind that, nil if they make none.
func (sc *wordScanner) joined(w foundWord) (foundWord, *wordScanner) {
	if !sc.lastOpen || sc.at >= len(sc.s) || sc.s[sc.at] == ' ' || w.glued {
		return w, nil
	}
	if class, _, _ := classAt(sc.s, sc.at); class != apostrophe {
		return w, nil
	}
	behind := *sc
	parts := 1
	for ahead := behind; ; behind = ahead {
		next, ok := ahead.next()
		if !ok || !next.glued {
			break
		}
		if parts++; parts > maxJoined {
			return w, nil
		}
		w.Folded, w.End, w.to = w.Folded+next.Folded, next.End, next.to
	}
	if parts == 1 {
		return w, nil
	}
	return w, &behind
}

// Indexed gives a text as an index of words is to have it for Query.Match: the folded words with single spaces between.
// Behind them stand, with the two words before and behind each, the words that apostrophes join, so that "shiite" finds
// "Shi'ite", also in a short phrase. A text of nothing but apostrophes has only some of them. The tokenizer of the index must part words at the spaces and change nothing.
func Indexed(text string) string {
	var words, more strings.Builder
	words.Grow(len(text))
	sc := newWordScanner(text)
	var before []string
	for w, ok := sc.next(); ok; w, ok = sc.next() {
		appendWord(&words, w.Folded)
		if whole, behind := sc.joined(w); behind != nil && more.Len() < len(text)+4096 {
			around := append(slices.Clone(before), whole.Folded)
			for range 2 {
				if next, ok := behind.next(); ok {
					around = append(around, next.Folded)
				}
			}
			// A character that no query has keeps phrases from going across.
			appendWord(&more, "\ufffd")
			for _, word := range around {
				appendWord(&more, word)
			}
		}
		if before = append(before, w.Folded); len(before) > 2 {
			before = before[1:]
		}
	}
	if more.Len() > 0 {
		appendWord(&words, more.String())
	}
	return words.String()
}

func appendWord(to *strings.Builder, word string) {
	if to.Len() > 0 {
		to.WriteByte(' ')
	}
	to.WriteString(word)
}
