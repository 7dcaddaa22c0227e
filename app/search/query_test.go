package search_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"galley/app/search"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestWhateverIsTypedIsAQuery(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                           ``,
		`  " * ( ) - ^ : " `:         ``,
		"iran":                       `"iran"*`,
		"iran ":                      `"iran"`,
		"Iran denies ":               `"iran" AND "denies"`,
		"iran den":                   `"iran" AND "den"*`,
		`"denied responsibility"`:    `"denied responsibility"`,
		`"denied resp`:               `"denied resp"*`,
		`"denied `:                   `"denied"`,
		`“denied responsibility” US`: `"denied responsibility" AND "us"*`,
		`«a b» („c d“)`:              `"a b" AND "c d"`,
		`say "a b"c `:                `"say" AND "a b" AND "c"`,
		"Iran-backed ":               `"iran backed"`,
		"36.5%":                      `"36 5"*`,
		"2017-08-0":                  `"2017 08 0"*`,
		"C++":                        `"c"*`,
		"U.S.-led ":                  `"us led"`,
		"Iran's":                     `("iran s" OR "irans")`,
		"Shi'ite militia ":           `("shi ite" OR "shiite") AND "militia"`,
		`"the Shi'ite militia"`:      `("the shi ite militia" OR "the shiite militia")`,
		"l'Union":                    `("l union"* OR "lunion"*)`,
		"中国人":                        `"中 国 人"*`,
		"中国 2017年 ":                  `"中 国" AND "2017 年"`,
		"ทั่วไป ":                    `"ทั่ ว ไ ป"`,
		"Straße ":                    `"strasse"`,
		`5" gun `:                    `"5" AND "gun"`,
		`צה"ל `:                      `"צה ל"`,
		"AND OR NOT NEAR ":           `"and" AND "or" AND "not" AND "near"`,
		"a* -b col:c {d} ":           `"a" AND "b" AND "col c" AND "d"`,
		"iran iran Iran ":            `"iran"`,
		"iran iran":                  `"iran" AND "iran"*`,
		"a\x00b \xff ":               `"a b"`,
	} {
		if got := search.Parse(in).Match(); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

func TestNoMoreThan64WordsAreLookedFor(t *testing.T) {
	t.Parallel()
	var all []string
	for i := range 100 {
		all = append(all, fmt.Sprint("w", i))
	}
	for _, in := range []string{strings.Join(all, " "), strings.Join(all, "-"), `"` + strings.Join(all, " ")} {
		q := search.Parse(in)
		var got []string
		for _, term := range q.Terms {
			got = append(got, term.Words...)
			if term.Prefix {
				t.Errorf("%+v is a prefix", term)
			}
		}
		if diff := cmp.Diff(all[:64], got); diff != "" {
			t.Error(diff)
		}
	}
}

// marked puts brackets around the hits in a text.
func marked(text string, hits []search.Hit) string {
	runes, at := []rune(text), 0
	var out strings.Builder
	for _, h := range hits {
		out.WriteString(string(runes[at:h.Start]) + "[" + string(runes[h.Start:h.End]) + "]")
		at = h.End
	}
	return out.String() + string(runes[at:])
}

func TestHitsAreWhereTheTermsStand(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ query, want string }{
		{"iran ", "[Iran] and [Iran]'s Irani [IRAN]-backed [l’Iran"[:0] + "[Iran] and [Iran]'s Irani [IRAN]-backed l’[Iran]"},
		{"iran", "[Iran] [Iranian] Qiran"},
		{"irans ", "Iran [Irans] [Iran's] [Iran’s] Iran s"},
		{"iran's ", "Iran [Irans] [Iran's] [Iran’s] Iran said"},
		{"iran's", "[Iran's] Iran said"},
		{"shiite ", "[Shi'ite] [Shiite] [Shi`ite] Shi ite"},
		{"shi'ite ", "[Shi'ite] [Shiite] [Shi`ite]"},
		{"ite ", "Shi'[ite]"},
		{`"shiite militia" `, "a [Shi'ite militia], [Shiite Militia], [Shi`ite\n militia]s"[:0] + "a [Shi'ite militia], [Shiite Militia], Shiite militias"},
		{`"the shi'ite militia"`, "[the Shiite militia] [The Shi'ite militia] the militia"},
		{"us ", "the [U.S].-led, [US], [U.S]"},
		{"us-led ", "the [U.S.-led], [US-led], [U.S led]; led by us"[:0] + "the [U.S.-led], [US-led]; led by [us, led]"},
		{"café ", "[cafe] [CAFÉ] [cafe\u0301] cafés"},
		{"strasse ", "[Straße] [STRASSE]"},
		{"оdeclared ", "declared"},
		{"еще ", "[ещё] [ЕЩЕ]"},
		{"محمد ", "[مُحَمَّد] [محمـــد]"},
		{"שלום ", "[שָׁלוֹם]"},
		{"国人 ", "中[国人]民"},
		{"ไทย ", "ภาษา[ไทย]"},
		{"한국", "[한국어] [\u1112\u1161\u11ab국]"},
		{"36.5 ", "[36.5], [36,5] 365"},
		{"a \"a b\" ", "[a b] [a] c b"},
		{`"a b" "b c" `, "[a b] c, [b c]"},
		{"👩‍👩‍👧 ", "👩‍👩‍👧 x"},
	} {
		text := strings.NewReplacer("[", "", "]", "").Replace(c.want)
		q := search.Parse(c.query)
		if got := marked(text, q.Hits(text, 100)); got != c.want {
			t.Errorf("%q: got %q, want %q", c.query, got, c.want)
		}
	}
}

func TestHitsStopAtTheirLimit(t *testing.T) {
	t.Parallel()
	q := search.Parse("a ")
	text := strings.Repeat("a b ", 50)
	for limit, want := range map[int]int{-1: 0, 0: 0, 1: 1, 7: 7, 50: 50, 1000: 50} {
		if got := len(q.Hits(text, limit)); got != want {
			t.Errorf("limit %d: got %d", limit, got)
		}
	}
}

func TestTextMatchesWhenAllTermsOccur(t *testing.T) {
	t.Parallel()
	const text = "The U.S.-led coalition denied responsibility for Iran's claim."
	for query, want := range map[string]bool{
		"": false, "+ ": false, "iran ": true, "iran coalition claim ": true, "iran iraq ": false, "deni": true, "deni ": false,
		`"denied responsibility" respons`: true, `"responsibility denied" `: false, "responsibility denied ": true, "irans us ": true,
	} {
		if got := search.Parse(query).Matches(text); got != want {
			t.Errorf("%q: %v", query, got)
		}
	}
}

func TestSnippetShowsWhereTheTermsStandTogether(t *testing.T) {
	t.Parallel()
	const text = "Iran said so. A long way from there, in Baghdad,\n\n  the  coalition denied\tthat Iran had been attacked. The coalition had no comment."
	for _, c := range []struct {
		query string
		n     int
		want  string
		at    int
	}{
		{"iran coalition ", 60, "the [coalition] denied that [Iran] had been attacked. The", 57},
		{"iran coalition ", 30, "[coalition] denied that [Iran] had", 57},
		{"attacked coalition ", 60, "the [coalition] denied that Iran had been [attacked]. The", 57},
		{"coalition attacked ", 400, "Iran said so. A long way from there, in Baghdad, the [coalition] denied that Iran had been [attacked]. The [coalition] had no comment.", 57},
		{"iran ", 25, "[Iran] said so. A long way", 0},
		{`"denied that iran had been" `, 12, "[denied that]", 67},
		{"comment ", 20, "had no [comment].", 124},
		{"baghdad ", 24, "in [Baghdad], the", 40},
		{"nothing ", 21, "Iran said so. A long", -1},
		{"nothing ", 0, "", -1},
		{"iran ", 0, "", 0},
		{"iran ", 2, "[Ir]", 0},
	} {
		s := search.Parse(c.query).Snippet(text, c.n)
		if got := marked(s.Text, s.Hits); got != c.want || s.At != c.at {
			t.Errorf("%q %d: got %q at %d, want %q at %d", c.query, c.n, got, s.At, c.want, c.at)
		}
	}
}

func TestSnippetWithoutSpacesIsCutBetweenLetters(t *testing.T) {
	t.Parallel()
	s := search.Parse("议会").Snippet(strings.Repeat(chinese, 3), 12)
	if got := marked(s.Text, s.Hits); got != "示，在[议会]经过数周的辩论" {
		t.Errorf("got %q", got)
	}
	address := strings.Repeat("a/", 100) + "hit" + strings.Repeat("/b", 100)
	s = search.Parse("hit").Snippet(address, 63)
	if got := marked(s.Text, s.Hits); got != strings.Repeat("a/", 10)+"[hit]"+strings.Repeat("/b", 20) {
		t.Errorf("got %q", got)
	}
	s = search.Parse("nothing").Snippet(strings.Repeat("e\u0301", 50), 9)
	if s.Text != strings.Repeat("e\u0301", 4) {
		t.Errorf("got %q", s.Text)
	}
}

// checkQuery holds what is promised of every query and text.
func checkQuery(t rapid.TB, typed, text string, n int) {
	q := search.Parse(typed)
	count := 0
	for _, term := range q.Terms {
		if len(term.Words) == 0 || term.Joined != nil && len(term.Joined) >= len(term.Words) {
			t.Fatalf("term %+v", term)
		}
		count += len(term.Words)
		for _, w := range append(term.Words, term.Joined...) {
			if w == "" || !utf8.ValidString(w) || strings.ContainsFunc(w, notOfWord) {
				t.Fatalf("%q has the word %q", typed, w)
			}
		}
	}
	if count > 64 || (q.Match() == "") != (count == 0) {
		t.Fatalf("%d words, %s", count, q.Match())
	}
	runes := []rune(text)
	hits := q.Hits(text, 1000)
	checkHits(t, q, hits, len(runes))
	if q.Matches(text) && len(hits) == 0 {
		t.Fatalf("%q matches %q without a hit", typed, text)
	}
	s := q.Snippet(text, n)
	if s.Start < 0 || s.End < s.Start || s.End > len(runes) || utf8.RuneCountInString(s.Text) > max(n, 0) {
		t.Fatalf("snippet %+v of %d", s, n)
	}
	if want := strings.Join(strings.FieldsFunc(string(runes[s.Start:s.End]), unicode.IsSpace), " "); s.Text != want {
		t.Fatalf("snippet %q is not %q", s.Text, want)
	}
	checkHits(t, q, s.Hits, utf8.RuneCountInString(s.Text))
	if (s.At < 0) != (len(hits) == 0) || s.Text != "" && len(hits) > 0 && len(hits) < 1000 && len(s.Hits) == 0 {
		t.Fatalf("snippet %+v of %q for %q with %d hits", s, text, typed, len(hits))
	}
}

func checkHits(t rapid.TB, q search.Query, hits []search.Hit, most int) {
	end := 0
	for _, h := range hits {
		if h.Start < end || h.End <= h.Start || h.End > most || h.Term < 0 || h.Term >= len(q.Terms) {
			t.Fatalf("hit %+v behind %d of %d", h, end, most)
		}
		end = h.End
	}
}

func TestQueriesHoldOnAllTexts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		checkQuery(t, searched().Draw(t, "typed"), searched().Draw(t, "text"), rapid.IntRange(-1, 80).Draw(t, "n"))
	})
}

func TestEveryPieceOfATextFindsIt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := searched().Draw(t, "text")
		var words []search.Word
		for w := range search.Words(text) {
			words = append(words, w)
		}
		if len(words) == 0 {
			return
		}
		from := rapid.IntRange(0, len(words)-1).Draw(t, "from")
		to := rapid.IntRange(from, min(len(words)-1, from+20)).Draw(t, "to")
		var typed []string
		for _, w := range words[from : to+1] {
			typed = append(typed, w.Folded)
		}
		for _, query := range []string{strings.Join(typed, " "), `"` + strings.Join(typed, " ") + `"`, strings.Join(typed, "-") + " "} {
			if q := search.Parse(query); !q.Matches(text) {
				t.Fatalf("%q does not find %q", query, text)
			}
		}
	})
}

func FuzzQuery(f *testing.F) {
	for _, s := range []string{`"denied resp" iran`, "l'union", "中国", `“x` + "\xff", "a'b'c'd'e f'", `5" צה"ל`, "NEAR(a b)", "U.S.'s"} {
		f.Add(s, english, 40)
		f.Add(s, s+" "+s+chinese+thai, 7)
	}
	f.Fuzz(func(t *testing.T, typed, text string, n int) { checkQuery(t, typed, text, n%1000) })
}

func BenchmarkHits(b *testing.B) {
	for name, c := range map[string]struct{ text, query string }{
		"ascii":   {english, `"denied everything" nowhere coal`},
		"chinese": {chinese, "经过议会 nowhere"},
		"hindi":   {hindi, "करों में nowhere"},
	} {
		text := corpus(c.text, 10<<20)
		q := search.Parse(c.query)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				q.Hits(text, 1<<30)
			}
		})
	}
}
