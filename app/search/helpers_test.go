package search_test

import (
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// mixed makes texts in which characters of several code points and scripts without spaces stand beside each other.
func mixed() *rapid.Generator[string] {
	part := rapid.OneOf(
		rapid.StringN(0, 40, -1),
		rapid.SampledFrom([]string{"\n", "e\u0301", "👩‍👩‍👧", "🇩🇪🇫🇷", "क्षि", "नमस्ते", "가각", "漢字かな", "שָׁלוֹם", "กำ", "\r\n", "a b", "\u200d"}),
	)
	return rapid.Map(rapid.SliceOfN(part, 0, 12), func(parts []string) string { return strings.Join(parts, "") })
}

// seeds are texts that have brought tokenizers into trouble.
func seeds(f *testing.F) []string {
	f.Helper()
	data, err := os.ReadFile("../../assets/us-denies-bombing-2017-08-08.txt")
	if err != nil {
		f.Fatal(err)
	}
	return []string{
		string(data), "", "\n", "a", "\r\n\r\n\r", "e\u0301\u200d😀\u200d😀🇩🇪🇫🇷क्षि각กำ", "the U.S.-led Shi`ite 2017-08-08 1,000.5 . . . ...",
		"他说没有。她说有！\u3000「何？」", "\ufeffUSSyrian\u2028\u0085\v\f", "\xff\xfea\x00\xd8\x00", "ß ς İ ı ﬁ Ａ", "שָׁלוֹם مُحَمَّد क्षि กำ", "\x00a\x00b",
	}
}
