package article

import (
	"hash/maphash"
	"strings"
	"unicode/utf8"

	"galley/app/article/draft"
)

const (
	minRepeat  = 60 // code points below which saying something twice means nothing
	maxRepeats = 32 // more than these are no lead that stands twice but a list, a poem or a log

	repeatSearch = 2 << 20 // bytes from the beginning that are searched: no article is longer
)

// findRepeats marks the paragraphs that say word for word what an earlier one says, with or without a dateline before
// it, as when a page shows the lead of a report above it. The passage is the repeated text alone, without dateline.
func (r *recogniser) findRepeats(from int) {
	seed := maphash.MakeSeed()
	last := min(len(r.s), from+repeatSearch)
	seen := make(map[uint64]line)
	var repeats []Passage
	for at := from; at < last && len(repeats) <= maxRepeats; {
		end := len(r.s)
		if i := strings.IndexByte(r.s[at:], '\n'); i >= 0 {
			end = at + i
		}
		for _, l := range r.versions(at, end) {
			if utf8.RuneCountInString(l.text) < minRepeat {
				continue
			}
			key := maphash.String(seed, l.text)
			first, known := seen[key]
			if !known {
				seen[key] = l
				continue
			}
			if first.text == l.text && first.start < at {
				repeats = append(repeats, Passage{
					Kind:  Repeat,
					Start: r.t.Position(l.start), End: r.t.Position(l.end),
					OfStart: r.t.Position(first.start), OfEnd: r.t.Position(first.end),
				})
				break
			}
		}
		at = end + 1
	}
	if len(repeats) <= maxRepeats {
		r.passages = append(r.passages, repeats...)
	}
}

// versions returns a paragraph without blanks at its ends, and the same without its dateline if it has one.
func (r *recogniser) versions(start, end int) []line {
	text := strings.TrimLeftFunc(r.s[start:end], draft.IsBlank)
	start = end - len(text)
	text = strings.TrimRightFunc(text, draft.IsBlank)
	end = start + len(text)
	versions := []line{{start, end, text}}
	// Further down a colon or dash behind a name is no dateline.
	if len(r.head) == 0 || start > r.head[len(r.head)-1].end {
		return versions
	}
	if d, ok := parseDateline(text); ok {
		versions = append(versions, line{start + d.length, end, text[d.length:]})
	}
	return versions
}
