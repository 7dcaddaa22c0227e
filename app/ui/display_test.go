package ui

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTextFromOutsideIsMadeSafeToShow(t *testing.T) {
	cases := []struct {
		name, in string
		max      int
		want     string
	}{
		{"plain", "US denies bombing", 0, "US denies bombing"},
		{"one line", "two\nlines\r\nand\ttabs", 0, "two lines and tabs"},
		{"blanks at the ends", "  a  b \n", 0, "a b"},
		{"cut", "abcdefgh", 3, "abc…"},
		{"not cut at the limit", "abc", 3, "abc"},
		{"bidi override", "abc\u202edef", 0, "abc\ufffddef"},
		{"control", "a\x00b\x1bc", 0, "a\ufffdb\ufffdc"},
		{"invisible", "a\u200bb\ufeffc\u00add", 0, "abcd"},
		{"no-break space", "36\u00a0killed", 0, "36 killed"},
		{"no font has it", "a\U0010fffdb", 0, "a\ufffdb"},
		{"invalid bytes", "a\xffb", 0, "a\ufffdb"},
		{"Greek, Cyrillic, marks", "Ελλάδα Россия naïve “q”", 0, "Ελλάδα Россия naïve “q”"},
		{"empty", "", 5, ""},
	}
	for _, c := range cases {
		if got := displaySafe(c.in, c.max); got != c.want {
			t.Errorf("%s: %q becomes %q, want %q", c.name, c.in, got, c.want)
		}
	}
	if got := displayText("two\nlines", 0); got != "two\nlines" {
		t.Errorf("wrapped text loses its lines: %q", got)
	}
}

func TestOnlyTextThatEveryFontHasIsEdited(t *testing.T) {
	for in, want := range map[string]bool{"a note\nwith a tab\there": true, "naïve": true, "a\u202eb": false, "\U0010fffd": false, "": true,
		strings.Repeat("long ", 4_000): true, strings.Repeat("long ", 4_001): false} {
		if got := safeToEdit(in); got != want {
			t.Errorf("%.40q can be edited: %v, want %v", in, got, want)
		}
	}
}

func FuzzDisplaySafe(f *testing.F) {
	f.Add("two\nlines\u202e", 4)
	f.Add("\U0010fffd\x00", 0)
	f.Add("🕊 Ελλάδα \xff", 3)
	f.Fuzz(func(t *testing.T, s string, max int) {
		max = max % 1000
		got := displaySafe(s, max)
		if !utf8.ValidString(got) {
			t.Fatalf("%q becomes invalid", s)
		}
		if n := utf8.RuneCountInString(got); max > 0 && n > max+1 {
			t.Fatalf("%q has %d runes, allowed %d and an ellipsis", got, n, max)
		}
		for _, r := range got {
			if r < 0x20 || r == 0x7f || isBidiControl(r) {
				t.Fatalf("%q holds %U", got, r)
			}
		}
		if strings.Contains(got, "  ") {
			t.Fatalf("%q holds a run of blanks", got)
		}
	})
}

func TestFileNamesSuitEverySystem(t *testing.T) {
	for in, want := range map[string]string{
		"US denies bombing Iraqi Shi'ite militia": "US denies bombing Iraqi Shi'ite militia",
		`a/b\c:d*e?f"g<h>i|j`:                     "a b c d e f g h i j",
		"...":                                     "Galley",
		"":                                        "Galley",
		"ends with dots...":                       "ends with dots",
	} {
		if got := fileName(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestSourcesAreCompletedFromTheirBeginningFirst(t *testing.T) {
	names := []string{"Iraqi Defence Ministry", "Islamic State", "Kataib Sayyid al-Shuhada", "The Ministry"}
	for typed, want := range map[string]string{
		"i":             "Iraqi Defence Ministry, Islamic State, Kataib Sayyid al-Shuhada, The Ministry",
		"MIN":           "Iraqi Defence Ministry, The Ministry",
		"islamic state": "",
		"  ":            "",
		"xyz":           "",
	} {
		if got := strings.Join(complete(typed, names), ", "); got != want {
			t.Errorf("%q offers %q, want %q", typed, got, want)
		}
	}
}

func TestNumbersAreReadable(t *testing.T) {
	for n, want := range map[int]string{0: "0", 9999: "9999", 10000: "10\u202f000", 1234567: "1\u202f234\u202f567"} {
		if got := number(n); got != want {
			t.Errorf("%d is shown as %q, want %q", n, got, want)
		}
	}
}
