package annotation

import (
	"context"
	"fmt"

	"galley/app/article"
)

// DifferenceKind says what became of a piece of a text.
type DifferenceKind string

// The kinds of Difference.
const (
	Kept     DifferenceKind = "kept" // but for line ends, white space and the shape of quotation marks
	Deleted  DifferenceKind = "deleted"
	Inserted DifferenceKind = "inserted"
)

// Difference is a piece of the comparison of two texts: a range of positions in each. That of the text before is empty
// for what was inserted, that of the text after for what was deleted.
type Difference struct {
	Kind                   DifferenceKind
	BeforeStart, BeforeEnd int
	AfterStart, AfterEnd   int
}

// Differences compares two texts word by word. The pieces follow each other without a gap in both texts, from the first
// position to the last; what was deleted stands before what was put in its place. The white space behind a word goes
// with the word. Where much was rewritten the words that happen to be left of it do not count as kept. The same texts
// always compare the same way.
func Differences(ctx context.Context, before, after *article.Text) ([]Difference, error) {
	a, b, runs, err := compareTexts(ctx, before, after)
	if err != nil {
		return nil, fmt.Errorf("compare two texts: %w", err)
	}
	var differences []Difference
	beforeAt, afterAt := 0, 0
	add := func(kind DifferenceKind, beforeEnd, afterEnd int) {
		if beforeAt == beforeEnd && afterAt == afterEnd {
			return
		}
		differences = append(differences, Difference{kind, beforeAt, beforeEnd, afterAt, afterEnd})
		beforeAt, afterAt = beforeEnd, afterEnd
	}
	for _, r := range runs {
		add(Deleted, a.edge(r.a, before), afterAt)
		add(Inserted, beforeAt, b.edge(r.b, after))
		if r.n > 0 {
			add(Kept, a.edge(r.a+r.n, before), b.edge(r.b+r.n, after))
		}
	}
	if a.len()+b.len() == 0 && before.Len() > 0 && after.Len() > 0 {
		add(Kept, before.Len(), after.Len())
	}
	add(Deleted, before.Len(), afterAt)
	add(Inserted, beforeAt, after.Len())
	return differences, nil
}

// edge returns the position at which the piece that starts with token i starts, white space before it left to the piece
// before.
func (t *tokens) edge(i int, text *article.Text) int {
	switch i {
	case 0:
		return 0
	case t.len():
		return text.Len()
	}
	return int(t.start[i])
}

func compareTexts(ctx context.Context, before, after *article.Text) (a, b *tokens, runs []run, err error) {
	v := vocabulary{}
	if a, err = v.tokenise(ctx, before); err != nil {
		return nil, nil, nil, err
	}
	if b, err = v.tokenise(ctx, after); err != nil {
		return nil, nil, nil, err
	}
	runs, err = align(ctx, a, b)
	return a, b, runs, err
}

// Similarity says how much of the shorter of two texts the other has too, from 0 to 1, counted in pairs of words that
// follow each other, wherever they stand. A text and a later version of it that was cut, added to or put into another
// order are near 1, two articles on the same subject near 0. It reads each text once and compares nothing in order. Of
// two texts without a word it is 1, of one with words and one without 0.
func Similarity(before, after *article.Text) float64 {
	v := vocabulary{}
	pairs, total := v.pairs(before)
	other, otherTotal := v.pairs(after)
	least := min(total, otherTotal)
	if least == 0 {
		if total == otherTotal {
			return 1
		}
		return 0
	}
	common := 0
	for p, n := range other {
		common += min(n, pairs[p])
	}
	return float64(common) / float64(least)
}

// pairs counts the pairs of words of a text that follow each other; the first follows nothing.
func (v vocabulary) pairs(text *article.Text) (pairs map[[2]int32]int, total int) {
	t, err := v.tokenise(context.Background(), text)
	if err != nil {
		return nil, 0
	}
	pairs = map[[2]int32]int{}
	last := int32(-1)
	for i, id := range t.ids {
		if t.weigh(i, i+1) > 0 {
			pairs[[2]int32{last, id}]++
			last = id
			total++
		}
	}
	return pairs, total
}
