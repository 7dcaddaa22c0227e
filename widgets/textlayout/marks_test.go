package textlayout_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"galley/widgets/textlayout"
)

func TestMarksFindWhatASearchThroughAllOfThemFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const length = 200_000
		draw := func(id string) textlayout.Mark {
			m := textlayout.Mark{ID: id}
			at := rapid.IntRange(0, length-2).Draw(t, "start")
			for range rapid.IntRange(1, 3).Draw(t, "ranges") {
				end := min(at+rapid.SampledFrom([]int{1, 5, 900, 1024, 70_000}).Draw(t, "size"), length)
				if at < end {
					m.Ranges = append(m.Ranges, textlayout.Range{Start: at, End: end})
				}
				at = end + 3
			}
			return m
		}
		have := map[string]textlayout.Mark{}
		var first []textlayout.Mark
		for i := range rapid.IntRange(0, 20).Draw(t, "marks") {
			m := draw(fmt.Sprint(i))
			first = append(first, m)
			have[m.ID] = m
		}
		index := textlayout.NewMarks(length, first)
		for range rapid.IntRange(0, 20).Draw(t, "edits") {
			id := fmt.Sprint(rapid.IntRange(0, 25).Draw(t, "id"))
			if rapid.Bool().Draw(t, "remove") {
				_, removed := index.Remove(id)
				if _, was := have[id]; removed != was && len(have[id].Ranges) > 0 {
					t.Fatalf("Remove(%s) = %v", id, removed)
				}
				delete(have, id)
			} else {
				m := draw(id)
				index.Put(m)
				have[id] = m
			}
		}
		start := rapid.IntRange(0, length-1).Draw(t, "from")
		r := textlayout.Range{Start: start, End: start + rapid.SampledFrom([]int{0, 1, 100, 5000}).Draw(t, "span")}
		var want, got []string
		for id, m := range have {
			for _, q := range m.Ranges {
				if q.Start < max(r.End, r.Start+1) && q.End > r.Start {
					want = append(want, id)
					break
				}
			}
		}
		size := 1 << 30
		for _, m := range index.In(r) {
			got = append(got, m.ID)
			covered := 0
			for _, q := range m.Ranges {
				covered += q.End - q.Start
			}
			if covered > size {
				t.Fatalf("a mark of %d comes after one of %d", covered, size)
			}
			size = covered
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("In(%v) = %v, want %v", r, got, want)
		}
	})
}

func TestMarksAtAPositionComeSmallestFirst(t *testing.T) {
	index := textlayout.NewMarks(100, []textlayout.Mark{
		{ID: "sentence", Ranges: []textlayout.Range{{Start: 0, End: 50}}},
		{ID: "word", Ranges: []textlayout.Range{{Start: 10, End: 14}}},
		{ID: "clause", Ranges: []textlayout.Range{{Start: 5, End: 30}}},
	})
	var got []string
	for _, m := range index.At(12) {
		got = append(got, m.ID)
	}
	if !slices.Equal(got, []string{"word", "clause", "sentence"}) {
		t.Fatal(got)
	}
}
