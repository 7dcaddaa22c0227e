package article_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"galley/app/article"

	"pgregory.net/rapid"
)

// mixed draws texts of one to four bytes a code point, long enough for several checkpoints.
func mixed() *rapid.Generator[string] {
	part := rapid.OneOf(
		rapid.StringN(0, 40, -1),
		rapid.SampledFrom([]string{"\n", "e\u0301", "👩‍👩‍👧", "🇩🇪🇫🇷", "क्षि", "नमस्ते", "가각", "漢字かな", "שָׁלוֹם", "กำ", "\r\n", "a b", "\u200d"}),
		rapid.Map(rapid.IntRange(1, 600), func(n int) string { return strings.Repeat("ä", n) }),
	)
	return rapid.Map(rapid.SliceOfN(part, 0, 12), func(parts []string) string { return strings.Join(parts, "") })
}

func TestTextCountsCodePointsAsRunesDo(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := mixed().Draw(t, "text")
		text, runes := article.NewText(s), []rune(s)
		if text.Len() != len(runes) || text.String() != string(runes) {
			t.Fatalf("%d code points, want %d", text.Len(), len(runes))
		}
		start := rapid.IntRange(0, len(runes)).Draw(t, "start")
		end := rapid.IntRange(start, len(runes)).Draw(t, "end")
		if got, want := text.Slice(start, end), string(runes[start:end]); got != want {
			t.Fatalf("slice %d to %d is %q, want %q", start, end, got, want)
		}
		if at := text.Byte(start); at != len(string(runes[:start])) || text.Position(at) != start {
			t.Fatalf("position %d is byte %d and back %d", start, at, text.Position(at))
		}
	})
}

func TestPositionInsideACodePointIsThatCodePoint(t *testing.T) {
	t.Parallel()
	text := article.NewText("a€𝄞z")
	want := []int{0, 1, 1, 1, 2, 2, 2, 2, 3, 4}
	for offset, w := range want {
		if got := text.Position(offset); got != w {
			t.Errorf("byte %d is position %d, want %d", offset, got, w)
		}
	}
}

func TestPositionsOutsideTheTextAreItsEnds(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "abc", "äöü\nx"} {
		text := article.NewText(s)
		n := text.Len()
		if got := text.Slice(-5, n+5); got != s {
			t.Errorf("%q: slice of everything and more is %q", s, got)
		}
		if got := text.Slice(2, 1); got != "" {
			t.Errorf("%q: slice of less than nothing is %q", s, got)
		}
		if text.Byte(-1) != 0 || text.Byte(n+1) != len(s) || text.Position(-1) != 0 || text.Position(len(s)+1) != n {
			t.Errorf("%q: offsets outside are not clamped", s)
		}
		if text.NextGrapheme(n) != n || text.PrevGrapheme(0) != 0 || text.NextWord(n) != n || text.PrevWord(0) != 0 {
			t.Errorf("%q: there is something beyond the ends", s)
		}
		for _, at := range []int{-3, n + 3} {
			if !text.IsGraphemeBoundary(at) {
				t.Errorf("%q: the end is no boundary", s)
			}
			text.WordAt(at)
			text.SentenceAt(at)
			text.ParagraphAt(at)
			text.TrimBlank(at, at+1)
		}
	}
}

func TestBrokenBytesBecomeReplacementCharacters(t *testing.T) {
	t.Parallel()
	text := article.NewText("a\xffb\xc3")
	if text.String() != "a\ufffdb\ufffd" || text.Len() != 4 {
		t.Errorf("got %q, %d", text.String(), text.Len())
	}
}

func TestGoldenPositionsOfTheSampleHold(t *testing.T) {
	t.Parallel()
	text := article.NewText(sample(t).Text)
	for _, g := range []struct {
		start, end int
		quote      string
	}{
		{128, 149, "denied responsibility"},
		{438, 459, "denied responsibility"},
		{707, 765, "36 of its fighters had been killed in the attack on Monday"},
		{2334, 2412, "No spokesman for the Revolutionary Guards was immediately available to comment"},
	} {
		if got := text.Slice(g.start, g.end); got != g.quote {
			t.Errorf("%d to %d is %q, want %q", g.start, g.end, got, g.quote)
		}
	}
}

func TestTrimBlankLeavesWhatShows(t *testing.T) {
	t.Parallel()
	cases := []struct{ in, want string }{
		{"  two words\u00a0\n", "two words"},
		{"\t\n \u3000\u200b\ufeff", ""},
		{"", ""},
		{"x", "x"},
		{"\u200fשלום ", "\u200fשלום"},
	}
	for _, c := range cases {
		text := article.NewText("<" + c.in + ">")
		start, end := text.TrimBlank(1, text.Len()-1)
		if got := text.Slice(start, end); got != c.want || start > end {
			t.Errorf("%q: got %q at %d to %d", c.in, got, start, end)
		}
	}
}

func TestParagraphsCoverTheTextWithoutItsLineFeeds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := mixed().Draw(t, "text")
		text := article.NewText(s)
		pos := 0
		for _, want := range strings.Split(text.String(), "\n") {
			n := utf8.RuneCountInString(want)
			for _, at := range []int{pos, pos + n/2, pos + n} {
				if start, end := text.ParagraphAt(at); start != pos || end != pos+n {
					t.Fatalf("paragraph at %d is %d to %d, want %d to %d", at, start, end, pos, pos+n)
				}
			}
			pos += n + 1
		}
	})
}

func TestParagraphsOfLongLinesAreFound(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ab ", 5000)
	text := article.NewText("first\n" + long + "\nlast")
	if start, end := text.ParagraphAt(9000); start != 6 || end != 6+len(long) {
		t.Errorf("%d to %d", start, end)
	}
}

// sample returns the sample article as it is read.
func sample(t *testing.T) *article.Article {
	t.Helper()
	data, err := os.ReadFile("../../assets/us-denies-bombing-2017-08-08.txt")
	if err != nil {
		t.Fatal(err)
	}
	a, err := article.Read(t.Context(), article.Source{Name: "us-denies-bombing-2017-08-08.txt", Data: data}, article.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// stops walks over a text and returns every position that step comes to.
func stops(text *article.Text, step func(int) int, from, to int) []int {
	var all []int
	for pos := from; pos != to; {
		next := step(pos)
		if (next > pos) != (to > from) || next == pos {
			panic("a step does not lead on")
		}
		pos = next
		all = append(all, pos)
	}
	if to < from {
		slices.Reverse(all)
	}
	return all
}
