package find_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"galley/app/ui/find"
)

func TestWhatAPersonMeansIsFound(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, text, query string
		exact             bool
		want              []find.Hit
	}{
		{"case is ignored", "Denied. denied DENIED", "denied", false, []find.Hit{{0, 6}, {8, 14}, {15, 21}}},
		{"unless asked", "Denied. denied DENIED", "denied", true, []find.Hit{{8, 14}}},
		{"positions are code points", "🕊🕊 né né", "NÉ", false, []find.Hit{{3, 5}, {6, 8}}},
		{"a typed apostrophe finds a backtick", "an Iraqi Shi`ite militia", "shi'ite", false, []find.Hit{{9, 16}}},
		{"but not exactly", "an Iraqi Shi`ite militia", "Shi'ite", true, nil},
		{"curly quotes", "said “inaccurate” then", `"inaccurate"`, false, []find.Hit{{5, 17}}},
		{"over a line break", "declined to\r\n comment", "to comment", false, []find.Hit{{9, 21}}},
		{"no-break space", "36\u00a0killed", "36 killed", false, []find.Hit{{0, 9}}},
		{"blanks around the query", "a claim b", "  claim ", false, []find.Hit{{2, 7}}},
		{"exactly with blanks", "claim, a claim b", " claim ", true, []find.Hit{{8, 15}}},
		{"not overlapping", "aaaa", "aa", false, []find.Hit{{0, 2}, {2, 4}}},
		{"Greek final sigma", "ΟΔΟΣ οδος", "οδοσ", false, []find.Hit{{0, 4}, {5, 9}}},
		{"blank query", "a b", "  ", false, nil},
		{"longer than the text", "ab", "abc", false, nil},
		{"at the end", "xab", "ab", false, []find.Hit{{1, 3}}},
		{"invalid bytes in the query", "a\xffb", "zz", false, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, more, err := find.All(context.Background(), c.text, c.query, find.Options{Exact: c.exact})
			if err != nil || more || !slices.Equal(got, c.want) {
				t.Errorf("got %v, more %v, error %v, want %v", got, more, err, c.want)
			}
		})
	}
}

func TestTooManyHitsAreCutAndSaid(t *testing.T) {
	t.Parallel()
	got, more, err := find.All(context.Background(), strings.Repeat("e ", find.Limit+1), "e", find.Options{})
	if err != nil || !more || len(got) != find.Limit {
		t.Errorf("got %d hits, more %v, error %v", len(got), more, err)
	}
}

func TestASearchCanBeCalledOff(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := find.All(ctx, "text", "t", find.Options{}); err == nil {
		t.Error("a search that was called off found something")
	}
}

func TestNearIsTheHitAtOrAfterTheCaret(t *testing.T) {
	t.Parallel()
	hits := []find.Hit{{5, 8}, {10, 12}, {20, 25}}
	for pos, want := range map[int]int{0: 0, 5: 0, 7: 0, 8: 1, 11: 1, 12: 2, 24: 2, 25: 0, 99: 0} {
		if got := find.Near(hits, pos); got != want {
			t.Errorf("near %d is %d, want %d", pos, got, want)
		}
	}
	if find.Near(nil, 3) != -1 {
		t.Error("no hits, but one is near")
	}
}

func FuzzHitsAreInOrderAndInsideTheText(f *testing.F) {
	f.Add("Denied responsibility; denied it.", "denied", false)
	f.Add("İstanbul ıstanbul", "istanbul", false)
	f.Add("a \n\t b", "a b", false)
	f.Add("\xff\xfe", "\xff", true)
	f.Fuzz(func(t *testing.T, text, query string, exact bool) {
		hits, _, err := find.All(context.Background(), text, query, find.Options{Exact: exact})
		if err != nil {
			t.Fatal(err)
		}
		last, n := 0, utf8.RuneCountInString(text)
		for _, h := range hits {
			if h.Start < last || h.End <= h.Start || h.End > n {
				t.Fatalf("hit %v after %d in a text of %d", h, last, n)
			}
			last = h.End
		}
		if exact && utf8.ValidString(text) && utf8.ValidString(query) && query != "" && len(hits) != strings.Count(text, query) {
			t.Fatalf("%d hits, but %q stands there %d times", len(hits), query, strings.Count(text, query))
		}
	})
}
