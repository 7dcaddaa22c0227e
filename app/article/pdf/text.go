package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/app/article/draft"
)

// vocabulary knows the words that stand within the lines of a document. They tell whether a word that was broken at the
// end of a line has a hyphen of its own.
type vocabulary map[string]bool

func vocabularyOf(paras []para) vocabulary {
	v := make(vocabulary)
	for _, p := range paras {
		for _, l := range p.lines {
			for i, w := range l.words {
				if i < len(l.words)-1 || !endsWithHyphen(w.text) {
					v[bare(w.text)] = true
				}
			}
		}
	}
	return v
}

// bare is a word in small letters without what stands around it.
func bare(word string) string {
	return strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

func endsWithHyphen(s string) bool {
	r, w := utf8.DecodeLastRuneInString(s)
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-w])
	return (r == '-' || r == '‐' || r == '\u00ad') && (unicode.IsLetter(before) || unicode.IsDigit(before))
}

// compoundParts are parts of English words that stand behind or before a hyphen and hardly ever without.
var compoundFirst, compoundSecond = draft.Set("self well vice half quasi"), draft.Set(
	"term based related known year led backed owned driven called ranking minded friendly sized funded bearing scale speed " +
		"profile general elect controlled winning")

// keepsHyphen says whether the hyphen between the parts of a word belongs to it: where the second part begins with a
// capital or a figure, where the first has another hyphen, where the document writes the word so elsewhere, or where it
// has both parts as words and not the two in one.
func (v vocabulary) keepsHyphen(first, second string) bool {
	r, _ := utf8.DecodeRuneInString(second)
	if strings.HasSuffix(first, "\u00ad") {
		return false
	}
	first = first[:strings.LastIndexAny(first, "-‐")]
	a, b := bare(first), bare(second)
	switch {
	case !unicode.IsLower(r):
		return true
	case v[a+b]:
		return false
	}
	return strings.ContainsAny(a, "-‐") || v[a+"-"+b] || v[a+"‐"+b] || compoundSecond[b] && len(a) > 2 ||
		compoundFirst[a] && len(b) > 3 || v[a] && v[b] && len(a) > 2 && len(b) > 3
}

// writePara writes a paragraph with its line breaks, its links, and the words whole that were broken at the ends of lines.
func (v vocabulary) writePara(b *draft.Builder, p para) {
	b.Separate(p.before)
	for i, l := range p.lines {
		join := draft.Apart
		if i > 0 && p.broken[i] {
			join = draft.NewLine
		}
		if i > 0 && join == draft.Apart {
			join = v.lineEnd(p.lines[i-1], l)
		}
		b.Separate(join)
		trim := 0
		if i+1 < len(p.lines) && !p.broken[i+1] && v.dropsHyphen(l, p.lines[i+1]) {
			_, trim = utf8.DecodeLastRuneInString(l.words[len(l.words)-1].text)
		}
		l.write(b, p.kind == tableRow, trim)
	}
}

// lineEnd says what stands between a line and the next one in the same paragraph.
func (v vocabulary) lineEnd(prev, next line) draft.Separation {
	last, first := prev.words[len(prev.words)-1], next.words[0]
	a, _ := utf8.DecodeLastRuneInString(last.text)
	b, _ := utf8.DecodeRuneInString(first.text)
	switch {
	case endsWithHyphen(last.text), a == '—' && len(last.text) > len("—"), isEastAsian(a) && isEastAsian(b),
		strings.Contains(last.text, "://") && last.link != "" && last.link == first.link:
		return draft.Together
	}
	return draft.Apart
}

func (v vocabulary) dropsHyphen(l, next line) bool {
	last := l.words[len(l.words)-1]
	return endsWithHyphen(last.text) && !v.keepsHyphen(last.text, next.words[0].text)
}

// isEastAsian says whether a character is of a script that is written without spaces.
func isEastAsian(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff65
}

// write writes a line without its last trim bytes. Words that lead to the same address are one link.
func (l line) write(b *draft.Builder, cells bool, trim int) {
	for i := 0; i < len(l.words); {
		l.space(b, i, cells)
		j := i + 1
		for j < len(l.words) && l.words[j].link == l.words[i].link {
			j++
		}
		put := func() {
			for k := i; k < j; k++ {
				if k > i {
					l.space(b, k, cells)
				}
				text := l.words[k].text
				if k == len(l.words)-1 {
					text = text[:len(text)-trim]
				}
				b.Inline(text)
			}
		}
		if l.words[i].link == "" {
			put()
		} else {
			b.Link(nil, l.words[i].link, put)
		}
		i = j
	}
}

// space writes what stands before the i-th word of a line.
func (l line) space(b *draft.Builder, i int, cells bool) {
	switch {
	case i == 0:
	case cells && slices.Contains(l.tabs, i):
		b.Verbatim("\t")
	case l.apartAt(i):
		b.Separate(draft.Apart)
	}
}
