package article_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"galley/app/article"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"pgregory.net/rapid"
)

// clusters returns the boundaries of a whole text as the library finds them from its beginning, without 0.
func clusters(s string) []int {
	var ends []int
	pos := 0
	for iter := graphemes.FromString(s); iter.Next(); {
		pos += utf8.RuneCountInString(iter.Value())
		ends = append(ends, pos)
	}
	return ends
}

func checkGraphemes(t interface {
	Fatalf(string, ...any)
}, s string) {
	text := article.NewText(s)
	want := clusters(text.String())
	n := text.Len()
	if got := stops(text, text.NextGrapheme, 0, n); !slices.Equal(got, want) {
		t.Fatalf("%q: forth %v, want %v", s, got, want)
	}
	starts := append([]int{0}, want[:max(0, len(want)-1)]...)
	if len(want) == 0 {
		starts = nil
	}
	if got := stops(text, text.PrevGrapheme, n, 0); !slices.Equal(got, starts) {
		t.Fatalf("%q: back %v, want %v", s, got, starts)
	}
	for pos := 0; pos <= n; pos++ {
		_, found := slices.BinarySearch(want, pos)
		if got := text.IsGraphemeBoundary(pos); got != (found || pos == 0) {
			t.Fatalf("%q: boundary at %d is %v", s, pos, got)
		}
	}
}

func TestGraphemesAreThoseOfTheWholeText(t *testing.T) {
	t.Parallel()
	// Alphabets in which the rules that look far back meet each other.
	alphabets := []string{
		"ae \u0301\u0308\u200d\r\n",
		"🇩🇪🇫 a\u0301\u200d",
		"😀👩❤\ufe0f\u200d\U0001f3fdx\u0301",
		"कति्\u200dष ा़",
		"ᄀ각각 a\u0600\u0301",
		"กำ ราေက\u1039\u17d2ក",
	}
	for _, alphabet := range alphabets {
		runes := []rune(alphabet)
		rapid.Check(t, func(t *rapid.T) {
			s := string(rapid.SliceOfN(rapid.SampledFrom(runes), 0, 60).Draw(t, "runes"))
			checkGraphemes(t, s)
		})
	}
}

func TestGraphemesOfRealTextsAreThoseOfTheWholeText(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "a", sample(t).Text, strings.Repeat("नमस्ते दुनिया ", 300), strings.Repeat("👨‍👩‍👧‍👦", 400),
		strings.Repeat("e\u0301", 2000), strings.Repeat("🇩🇪", 400), strings.Repeat("ខ្មែរ", 500), strings.Repeat("\r\n", 2000)} {
		checkGraphemes(t, s)
	}
}

// hostile are texts in which nothing is certain over a million characters.
var hostile = map[string]string{
	"marks":       "a" + strings.Repeat("\u0301", 1_000_000),
	"flags":       strings.Repeat("🇩", 1_000_000),
	"joined":      strings.Repeat("😀\u200d", 500_000),
	"conjuncts":   strings.Repeat("क्", 500_000),
	"jamo":        strings.Repeat("ᄀ", 1_000_000),
	"prepend":     strings.Repeat("\u0600", 1_000_000),
	"word":        strings.Repeat("a", 1_000_000),
	"hyphens":     strings.Repeat("a-", 500_000),
	"full stops":  strings.Repeat(".", 1_000_000),
	"initials":    strings.Repeat("A.", 500_000),
	"blanks":      strings.Repeat(" ", 1_000_000),
	"closings":    "A." + strings.Repeat(")", 1_000_000),
	"underscores": strings.Repeat("_", 1_000_000),
	"thai":        strings.Repeat("กำ", 500_000),
	"line":        strings.Repeat("word, ", 170_000),
	"notes":       "A." + strings.Repeat("[1]", 300_000),
	"formats":     strings.Repeat("\u00ad", 1_000_000),
}

func TestHostileTextsAreWalkedInBoundedSteps(t *testing.T) {
	t.Parallel()
	for name, s := range hostile {
		text := article.NewText(s)
		n := text.Len()
		for _, pos := range []int{0, 1, 1023, 1024, 1025, 2047, 2048, n / 2, n/2 + 1, n/2 + 777, n - 1, n} {
			next, prev := text.NextGrapheme(pos), text.PrevGrapheme(pos)
			if next-pos > 2048 || pos-prev > 2048 || pos < n && next <= pos || pos > 0 && prev >= pos {
				t.Errorf("%s: from %d graphemes lead to %d and %d", name, pos, prev, next)
			}
			if !text.IsGraphemeBoundary(next) || !text.IsGraphemeBoundary(prev) {
				t.Errorf("%s: from %d a step leads to no boundary", name, pos)
			}
			if at := text.PrevGrapheme(next); at > pos || pos < n && text.NextGrapheme(at) != next {
				t.Errorf("%s: from %d forth and back is %d", name, pos, at)
			}
			const far = 10_000
			if w := text.NextWord(pos); w-pos > far || pos < n && w <= pos {
				t.Errorf("%s: from %d the next word is at %d", name, pos, w)
			}
			if w := text.PrevWord(pos); pos-w > far || pos > 0 && w >= pos {
				t.Errorf("%s: from %d the word before is at %d", name, pos, w)
			}
			if start, end := text.WordAt(pos); end-start > far || start > pos || end < pos {
				t.Errorf("%s: the word at %d is %d to %d", name, pos, start, end)
			}
			if start, end := text.SentenceAt(pos); end-start > far || start > end {
				t.Errorf("%s: the sentence at %d is %d to %d", name, pos, start, end)
			}
		}
	}
}

func TestALongLineHasTheSentencesOfAShortOne(t *testing.T) {
	t.Parallel()
	const one = "The U.S. Army and Mr. Smith said “We know.” yesterday. "
	text := article.NewText(strings.Repeat(one, 20_000))
	n := utf8.RuneCountInString(one)
	for _, k := range []int{0, 1, 37, 500, 9_999, 19_999} {
		start, end := text.SentenceAt(k*n + n/2)
		if start != k*n || end != (k+1)*n-1 {
			t.Errorf("sentence %d is %d to %d, want %d to %d", k, start, end, k*n, (k+1)*n-1)
		}
	}
}
