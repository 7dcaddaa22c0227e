package article_test

import (
	"slices"
	"strings"
	"testing"

	"galley/app/article"

	"pgregory.net/rapid"
)

func TestWordAtGivesTheWordAroundAPosition(t *testing.T) {
	t.Parallel()
	// "|" stands before the character that is asked for.
	cases := []struct{ text, want string }{
		{"an Iraqi Shi|`ite militia", "Shi`ite"},
		{"Iran`|s elite", "Iran`s"},
		{"the |U.S.-led coalition", "U.S.-led"},
		{"the U.S.-l|ed coalition", "U.S.-led"},
		{"The U|.S-led coalition", "U.S-led"},
		{"in the U.S|.", "U.S."},
		{"in the |U.S. Army", "U.S."},
		{"Kataib Sayyid al-|Shuhada", "al-Shuhada"},
		{"Iran-back|ed", "Iran-backed"},
		{"it isn|'t so", "isn't"},
		{"it isn|’t so", "isn’t"},
		{"on 2017-08|-08 at", "2017-08-08"},
		{"cost |1,000.50 then", "1,000.50"},
		{"said|. Then", "."},
		{"the end|.", "."},
		{"`quot|ed`", "quoted"},
		{"quoted|` text", "`"},
		{"a dash |- here", "-"},
		{"so-|-it", "-"},
		{"one|   two", "   "},
		{"und |Straße.", "Straße"},
		{"naïve cafe\u0301|s", "cafe\u0301s"},
		{"漢|字", "字"},
		{"א|בג דה", "אבג"},
		{"so|...", "."},
		{"5 a.m|. on", "a.m."},
		{"see 👩‍|👩‍👧 there", "👩‍👩‍👧"},
		{"the last|", "last"},
	}
	for _, c := range cases {
		before, after, _ := strings.Cut(c.text, "|")
		text := article.NewText(before + after)
		start, end := text.WordAt(text.Position(len(before)))
		if got := text.Slice(start, end); got != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestCaretGoesFromWordToWord(t *testing.T) {
	t.Parallel()
	const s = "The U.S.-led coalition, \"which\" said:\n\n  Shi`ite – no. 漢字"
	text := article.NewText(s)
	ends := "The|U.S.-led|coalition|which|said|Shi`ite|no|漢|字"
	var got []string
	pos := 0
	for _, end := range stops(text, text.NextWord, 0, text.Len()) {
		piece := text.Slice(pos, end)
		got = append(got, strings.Trim(piece, " ,\":\n–."))
		pos = end
	}
	if strings.Join(got, "|") != ends {
		t.Errorf("forth: %q", got)
	}
	got = nil
	starts := stops(text, text.PrevWord, text.Len(), 0)
	for i, start := range starts {
		end := text.Len()
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		got = append(got, strings.Trim(text.Slice(start, end), " ,\":\n–."))
	}
	if strings.Join(got, "|") != ends {
		t.Errorf("back: %q", got)
	}
}

func TestWordsNeverCutAGrapheme(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := article.NewText(mixed().Draw(t, "text"))
		pos := rapid.IntRange(0, text.Len()).Draw(t, "position")
		start, end := text.WordAt(pos)
		if start > pos || end < pos || text.Len() > 0 && start >= end {
			t.Fatalf("word at %d is %d to %d", pos, start, end)
		}
		for _, p := range []int{start, end, text.NextWord(pos), text.PrevWord(pos)} {
			if !text.IsGraphemeBoundary(p) {
				t.Fatalf("%d is inside a grapheme", p)
			}
		}
		if pos < text.Len() {
			for p := start; p < end; p++ {
				if s, e := text.WordAt(p); s != start || e != end {
					t.Fatalf("word at %d is %d to %d, at %d it is %d to %d", pos, start, end, p, s, e)
				}
			}
		}
	})
}

func TestEveryWordIsReachedFromBothSides(t *testing.T) {
	t.Parallel()
	text := article.NewText(sample(t).Text)
	forth := stops(text, text.NextWord, 0, text.Len())
	back := stops(text, text.PrevWord, text.Len(), 0)
	if len(forth) < 300 || len(forth) > 500 {
		t.Errorf("%d words", len(forth))
	}
	for _, end := range forth[:len(forth)-1] {
		start, _ := text.WordAt(end - 1)
		if !slices.Contains(back, start) {
			t.Errorf("%q is not reached from behind", text.Slice(start, end))
		}
	}
}
