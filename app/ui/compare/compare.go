// Package compare prepares what is shown of two versions of an article side by side. It is pure.
package compare

import (
	"slices"
	"unicode/utf8"

	"galley/app"
	"galley/app/annotation"
	"galley/app/article"
)

// Range is a range of code points, half open.
type Range struct{ Start, End int }

// Wording is a piece of a text with the places in it that the other version has not, and those it is about.
type Wording struct {
	Text  string
	Other []Range // in Text
	About []Range // in Text
}

// Row is one thing that both versions are compared in.
type Row struct {
	Old, New Wording
	At       Range // in the newer text, to be shown there; empty where nothing stands
	// Of an annotation:
	ID        string // of the older one, "" for a piece of the text
	Tag       annotation.Tag
	Placement annotation.Placement
	There     bool // the newer version has it
	Placed    bool // it has a place in the newer version
	Further   bool // it is of a version before the older one
}

// longest is how many code points of a piece are shown, and around how many around a difference.
const (
	longest = 600
	around  = 50
)

// Marks makes a row for each annotation of the older version and for each that waits in one before it, those first that a
// person has to decide on.
func Marks(v *app.Versions) []Row {
	var rows []Row
	for further := false; v != nil; v, further = v.Before, true {
		old, fresh := sides(v.Differences, true), sides(v.Differences, false)
		for _, c := range v.Carried {
			r := Row{ID: c.Old.ID, Tag: c.Old.Tag, Placement: c.Placement, There: v.There[c.Old.ID] != "", Placed: len(c.Spans) > 0, Further: further}
			r.Old = wordingOf(v.Older.Text, c.Old.Spans, old)
			r.New = wordingOf(v.Newer.Text, c.Spans, fresh)
			if r.Placed {
				r.At = Range{c.Spans[0].Start, c.Spans[len(c.Spans)-1].End}
			}
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return attention(a) - attention(b) })
	return rows
}

// attention puts first what a person has to decide on.
func attention(r Row) int {
	switch {
	case r.Placed && !r.There && (r.Further || r.Placement == annotation.Changed):
		return 0
	case r.Placement == annotation.NotPlaced:
		return 1
	case r.Placement == annotation.Changed:
		return 2
	case r.Placement == annotation.Moved:
		return 3
	}
	return 4
}

// side is one text's part of the differences: the ranges that the other text has not, in order.
type side struct{ list []Range }

func sides(differences []annotation.Difference, before bool) side {
	var s side
	for _, d := range differences {
		r := Range{d.AfterStart, d.AfterEnd}
		if before {
			r = Range{d.BeforeStart, d.BeforeEnd}
		}
		if d.Kind != annotation.Kept && r.End > r.Start {
			s.list = append(s.list, r)
		}
	}
	return s
}

// within cuts the ranges to those inside [start, end), counted from start.
func (s side) within(start, end int) []Range {
	var cut []Range
	low, high := 0, len(s.list)
	for low < high {
		if mid := (low + high) / 2; s.list[mid].End <= start {
			low = mid + 1
		} else {
			high = mid
		}
	}
	for _, r := range s.list[low:] {
		if r.Start >= end {
			break
		}
		cut = append(cut, Range{max(r.Start, start) - start, min(r.End, end) - start})
	}
	return cut
}

// wordingOf shows the spans of an annotation with some words around, since these too may be what is different.
func wordingOf(t *article.Text, spans []annotation.Span, s side) Wording {
	var w Wording
	length := 0
	for i, span := range spans {
		if length >= longest {
			break
		}
		part := piece(t, span.Start, span.End, s)
		if i > 0 {
			part = Wording{Text: annotation.QuoteSeparator}.and(part)
		}
		w = w.and(part)
		length = utf8.RuneCountInString(w.Text)
	}
	return w
}

// and puts another wording behind this one.
func (w Wording) and(next Wording) Wording {
	shift := utf8.RuneCountInString(w.Text)
	w.Text += next.Text
	for _, r := range next.Other {
		w.Other = append(w.Other, Range{r.Start + shift, r.End + shift})
	}
	for _, r := range next.About {
		w.About = append(w.About, Range{r.Start + shift, r.End + shift})
	}
	return w
}

// Pieces makes a row for each place where the texts differ, with some words around. Differences that stand close to each
// other share a row.
func Pieces(v *app.Versions) []Row {
	old, fresh := sides(v.Differences, true), sides(v.Differences, false)
	var rows []Row
	for i := 0; i < len(v.Differences); i++ {
		if v.Differences[i].Kind == annotation.Kept {
			continue
		}
		last := i
		for j := i + 1; j < len(v.Differences); j++ {
			d := v.Differences[j]
			if d.Kind != annotation.Kept {
				last = j
			} else if d.AfterEnd-d.AfterStart > around {
				break
			}
		}
		from, to := v.Differences[i], v.Differences[last]
		rows = append(rows, Row{
			Old: piece(v.Older.Text, from.BeforeStart, to.BeforeEnd, old),
			New: piece(v.Newer.Text, from.AfterStart, to.AfterEnd, fresh),
			At:  Range{from.AfterStart, to.AfterEnd},
		})
		i = last
	}
	return rows
}

// piece shows a range with some whole words around, which do not reach into other paragraphs.
func piece(t *article.Text, from, to int, s side) Wording {
	first, _ := t.ParagraphAt(from)
	_, last := t.ParagraphAt(to)
	start, end := max(first, from-around), min(last, to+around)
	if start > first {
		if _, word := t.WordAt(start); word <= from {
			start = word
		}
	}
	if end < last {
		if word, _ := t.WordAt(end); word >= to {
			end = word
		}
	}
	end = min(end, start+longest)
	about := Range{min(from, end) - start, min(to, end) - start}
	return Wording{t.Slice(start, end), s.within(start, end), []Range{about}}
}
