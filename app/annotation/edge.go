package annotation

import (
	"fmt"
	"slices"

	"galley/app/article"
)

// Edge is one of the two ends of an annotation: the start of its first span or the end of its last.
type Edge int

// The edges.
const (
	StartEdge Edge = iota
	EndEdge
)

// Unit is how far one step of MoveEdge goes.
type Unit int

// The units.
const (
	ByGrapheme Unit = iota
	ByWord
)

// MoveEdge moves an edge of a by one step, forward or back in the text, and fits the spans and the quote. White space
// is skipped, so every step changes something until the end of the text is reached; there a is returned as it was.
// A first or last fragment of several that shrinks to nothing is dropped; ErrEmptySpan if nothing would be left.
// An annotation that is not valid in t is not moved: the error is that of Validate. UpdatedAt is the caller's to set.
func MoveEdge(t *article.Text, a Annotation, e Edge, u Unit, forward bool) (Annotation, error) {
	if err := Validate(a, t); err != nil {
		return Annotation{}, fmt.Errorf("move an edge of annotation %s: %w", a.ID, err)
	}
	spans := slices.Clone(a.Spans)
	at := 0
	if e == EndEdge {
		at = len(spans) - 1
	}
	moved := spans[at]
	if e == EndEdge {
		moved.End = step(t, moved.End, u, forward)
	} else {
		moved.Start = step(t, moved.Start, u, forward)
	}
	spans[at] = moved
	if start, end := t.TrimBlank(moved.Start, moved.End); moved.Start >= moved.End || start >= end {
		spans = slices.Delete(spans, at, at+1)
	}
	if len(spans) == 0 {
		return Annotation{}, fmt.Errorf("move an edge of annotation %s: %w", a.ID, ErrEmptySpan)
	}
	fitted, err := Fit(t, spans)
	if err != nil {
		return Annotation{}, fmt.Errorf("move an edge of annotation %s: %w", a.ID, err)
	}
	a.Spans, a.Quote = fitted, JoinQuotes(fitted)
	return a, nil
}

// step returns where an edge at pos goes. A step that would cross nothing but white space goes on to what comes next, and
// stays at pos where nothing does.
func step(t *article.Text, pos int, u Unit, forward bool) int {
	if forward {
		next := skipBlank(t, pos)
		if next == t.Len() {
			return pos
		}
		if u == ByWord {
			return max(t.NextWord(pos), t.NextGrapheme(next))
		}
		return t.NextGrapheme(next)
	}
	prev := skipBlankBack(t, pos)
	if prev == 0 {
		return pos
	}
	if u == ByWord {
		return min(t.PrevWord(pos), t.PrevGrapheme(prev))
	}
	return t.PrevGrapheme(prev)
}

// skipBlank returns the first position from pos on that something stands at, or Len. It looks at windows that grow, so
// that its cost is that of the white space and not that of the rest of the text.
func skipBlank(t *article.Text, pos int) int {
	for size := 64; ; size *= 4 {
		if start, end := t.TrimBlank(pos, pos+size); start < end {
			return start
		}
		if pos+size >= t.Len() {
			return t.Len()
		}
	}
}

// skipBlankBack returns the last position up to pos that something stands before, or 0.
func skipBlankBack(t *article.Text, pos int) int {
	for size := 64; ; size *= 4 {
		if start, end := t.TrimBlank(pos-size, pos); start < end {
			return end
		}
		if pos-size <= 0 {
			return 0
		}
	}
}
