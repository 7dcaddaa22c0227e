package search_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"galley/app/search"

	"pgregory.net/rapid"
)

func folded(text string) string {
	var all []string
	for w := range search.Words(text) {
		all = append(all, w.Folded)
	}
	return strings.Join(all, "|")
}

func TestWordsAreFoldedInEveryScript(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                               "",
		" .,-!\n":                        "",
		"The Quick fox":                  "the|quick|fox",
		"B2B, 36.5 and 1,000":            "b2b|36|5|and|1|000",
		"on 2017-08-08":                  "on|2017|08|08",
		"C++ and C#":                     "c|and|c",
		"snake_case@example.org":         "snake|case|example|org",
		"Iran's 'quoted' Guards' word":   "iran|s|quoted|guards|word",
		"Shi`ite, Shi’ite, l’Iran":       "shi|ite|shi|ite|l|iran",
		"the U.S.-led, U.S-led, US-led":  "the|us|led|us|led|us|led",
		"at 5 a.m. in St. John":          "at|5|am|in|st|john",
		"J.R.R.Tolkien, e.g.this, A. B.": "jrr|tolkien|eg|this|a|b",
		"x.org z.B. И.О.":                "x|org|zb|ио",
		"naïve café cafe\u0301 Ångström": "naive|cafe|cafe|angstrom",
		"Straße STRASSE STRAẞE":          "strasse|strasse|strasse",
		"Łódź Søren Đorđević Œuvre Ægir": "lodz|soren|dordevic|oeuvre|aegir",
		"İstanbul Iğdır ISPARTA":         "istanbul|igdır|isparta",
		"ﬁne ﬀ Ⅳ m² ﾊﾝｶｸ Ｗｉｄｅ １２": "fine|ff|iv|m2|ハ|ン|カ|ク|wide|12",
		"3½ ⑴":                        "3½|⑴",
		"ΟΔΥΣΣΕΥΣ Ὀδυσσεύς ᾳ":         "οδυσσευσ|οδυσσευσ|α",
		"Ещё РОССИЯ Україна":          "еще|россия|украіна",
		"об'єкт об’єкт обʼєкт":        "об|єкт|об|єкт|об|єкт",
		"مُحَمَّد محمـــد أحمد آل":    "محمد|محمد|احمد|ال",
		"می\u200cخواهم میخواهم":       "میخواهم|میخواهم",
		"שָׁלוֹם שלום צה\"ל":          "שלום|שלום|צה|ל",
		"中国人民,2017年":                  "中|国|人|民|2017|年",
		"がか\u3099 ガｶﾞ パ ビール 時々":       "が|が|ガ|ガ|パ|ビ|ー|ル|時|々",
		"한국어 \u1112\u1161\u11ab국":     "한국어|한국",
		"ภาษาไทย ที่":                 "ภ|า|ษ|า|ไ|ท|ย|ที่",
		"हिन्दी में क़ लिए":           "हिन्दी|में|क\u093c|लिए",
		"தமிழ் বাংলা":                 "தமிழ்|বাংলা",
		"co\u00adoperate to\u2060day": "cooperate|today",
		"zero\u200bwidth":             "zero|width",
		"👩‍👩‍👧 ❤️ 1️⃣ 漢︀字":            "1|漢|字",
		"ʿAlī ibn Abī Ṭālib Hawaiʻi":  "ali|ibn|abi|talib|hawai|i",
		"a\xffb \xc3":                 "a|b",
		"\u0301 \u0640":               "",
		"ßß.ẞ":                        "ssss|ss",
	} {
		if got := folded(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestWordsKnowWhereTheyStand(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"«Äpfel», Straße":       "1-6 9-15",
		"the U.S.-led war":      "0-3 4-7 9-12 13-16",
		"cafe\u0301s 漢字か\u3099": "0-6 7-8 8-9 9-11",
		"\u200fשָׁלוֹם\u200f x": "1-8 10-11",
		"co\u00adop\u00ad, a":   "0-5 8-9",
		"a\xff\xffb €uro":       "0-1 3-4 6-9",
		"𝄞𝒜bc x":                "1-4 5-6",
		"Iran’s":                "0-4 5-6",
	} {
		var got []string
		for w := range search.Words(in) {
			got = append(got, fmt.Sprintf("%d-%d", w.Start, w.End))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestEveryCharacterFoldsOnce(t *testing.T) {
	t.Parallel()
	for r := range rune(unicode.MaxRune + 1) {
		if notOfWord(r) && !unicode.In(r, unicode.Cf, unicode.P, unicode.S) {
			continue
		}
		// Alone, between two letters, and behind a kana.
		once := folded(string(r) + " x" + string(r) + "y か" + string(r))
		if again := folded(strings.ReplaceAll(once, "|", " ")); again != once {
			t.Errorf("%U becomes %q, which becomes %q", r, once, again)
		}
	}
}

// checkWords holds what is promised of the words of every text.
func checkWords(t rapid.TB, s string) {
	runes, end := []rune(s), 0
	for w := range search.Words(s) {
		if w.Start < end || w.End <= w.Start || w.End > len(runes) {
			t.Fatalf("%+v behind %d of %d", w, end, len(runes))
		}
		end = w.End
		if w.Folded == "" || !utf8.ValidString(w.Folded) || strings.ContainsFunc(w.Folded, notOfWord) {
			t.Fatalf("word %q", w.Folded)
		}
		if again := folded(w.Folded); again != w.Folded {
			t.Fatalf("%q becomes %q", w.Folded, again)
		}
		if alone := folded(string(runes[w.Start:w.End])); alone != w.Folded {
			t.Fatalf("%+v is %q by itself", w, alone)
		}
	}
}

func notOfWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
}

// searched draws texts that are rich in what words are made of.
func searched() *rapid.Generator[string] {
	part := rapid.OneOf(mixed(), rapid.SampledFrom([]string{
		"iran", "Iran's", "Shi'ite", "shiite", "U.S.", "us", "l’Union", "a'b'c'd'e", " ", " ", " ", ".", "'", "-", "ß", "ΣΑΣ", "が", "か\u3099", "ทั่ว", "हिन्दी",
		"\u00ad", "\u200d", "\u0301", "½", "한국", "\u1112\u1161", "٣", "مُحَ", "\xff", "İ", "ŉ", "A.", "b.", "中国", "\"", "“",
	}))
	return rapid.Map(rapid.SliceOfN(part, 0, 12), func(parts []string) string { return strings.Join(parts, "") })
}

func TestWordsAreInOrderAndFolded(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) { checkWords(t, searched().Draw(t, "text")) })
}

func TestIndexedHasTheWordsAndThoseThatApostrophesJoin(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                                     "",
		"No. Apostrophe, 'here'":               "no apostrophe here",
		"killed by a Shi'ite militia, he said": "killed by a shi ite militia he said \ufffd by a shiite militia he",
		"Iran’s":                               "iran s \ufffd irans",
		"Rock'n'roll isn't":                    "rock n roll isn t \ufffd rocknroll isn t \ufffd n roll isnt",
		"5'11 1990's a'b'c'd'e":                "5 11 1990 s a b c d e \ufffd 5 11 1990s a b",
	} {
		if got := search.Indexed(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	f.Add("U.S.'s é.\u0301x ŉ.y か\u3099ﾞ \u1112\u1161\u11ab a\u00ad.b")
	f.Add(strings.Repeat("क\u094d\u093c", 40) + strings.Repeat("\u0e39\u0e48", 40))
	f.Fuzz(func(t *testing.T, s string) {
		checkWords(t, s)
		if text := search.Indexed(s); !utf8.ValidString(text) || strings.Contains(text, "  ") || len(text) > 8*len(s)+64 {
			t.Fatalf("search text %q", text)
		}
	})
}

// corpus repeats a text to so many bytes.
func corpus(text string, size int) string { return strings.Repeat(text, size/len(text)+1)[:size] }

const (
	english    = "The U.S.-led coalition fighting Islamic State denied responsibility for an attack on Iran's Shi'ite fighters, Baghdad said on Monday.\n"
	cyrillic   = "Премьер-министр заявил, что правительство не будет повышать налоги в этом году, сообщает агентство.\n"
	hindi      = "सरकार ने गुरुवार को कहा कि वह इस वर्ष करों में वृद्धि नहीं करेगी और संसद में चर्चा जारी रहेगी।\n"
	thai       = "รัฐบาลกล่าวเมื่อวันพฤหัสบดีว่าจะไม่ขึ้นภาษีในปีนี้หลังจากการอภิปรายในรัฐสภาหลายสัปดาห์\n"
	chinese    = "政府周四表示，在议会经过数周的辩论之后，今年将不会提高税收。\n"
	typography = "“Der Präsident hätte das ‘nie’ gesagt”, erklärte sie – und fügte hinzu: «Völlig unmöglich», so die Sprecherin.\n"
)

func BenchmarkWords(b *testing.B) {
	for name, text := range map[string]string{
		"ascii": english, "cyrillic": cyrillic, "hindi": hindi, "thai": thai, "chinese": chinese, "german": typography, "upper": strings.ToUpper(english),
	} {
		b.Run(name, func(b *testing.B) {
			text := corpus(text, 1<<20)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				for range search.Words(text) {
				}
			}
		})
	}
}

func BenchmarkIndexed(b *testing.B) {
	text := corpus(english, 1<<20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		search.Indexed(text)
	}
}
