package textlayout

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// scripts has what a text from anywhere can hold.
const scripts = "Arabic: في عام 2024 قال المتحدث إن 36 من مقاتليه قتلوا (75 جريحا).\n" +
	"עברית: בשנת 2024 אמר הדובר כי 36 מלוחמיו נהרגו.\nMixed: he said \"שלום 123 עולם\" twice, 45%.\n\n" +
	"連合軍は火曜日、シリア国境付近での攻撃への責任を否定した。\tTab\u0001\u202eover\u202c\u200b " +
	"👩‍👩‍👧‍👦🇬🇧👍🏽❤️ e\u0301 Z\u0351\u036b\u0343 กองกำลัง हिन्दी \ufffd\U000e0fff\r\n\u2028end\n"

// checkLayout fails unless the lines cover every position once and in order, the cells every line, and caret and byte
// offsets agree with the text.
func checkLayout(t *testing.T, l *Layout, text string) {
	t.Helper()
	if got, want := l.Len(), utf8.RuneCountInString(text); got != want {
		t.Fatalf("Len %d, want %d", got, want)
	}
	pos, number := 0, 0
	for a, ok := l.First(), true; ok; a, ok = l.Next(a) {
		line := l.Line(a)
		if line.Start != pos {
			t.Fatalf("line %v starts at %d, the one before ended at %d", a, line.Start, pos)
		}
		if back := l.AnchorOf(line.Start); back != a {
			t.Fatalf("AnchorOf(%d) = %v, want %v", line.Start, back, a)
		}
		if n := l.Number(a); n != number || l.AnchorAt(n) != a {
			t.Fatalf("line %v: number %d, want %d; AnchorAt %v", a, n, number, l.AnchorAt(n))
		}
		checkCells(t, line)
		pos = line.Next
		number++
	}
	if pos != l.Len() || l.Lines() != number {
		t.Fatalf("lines end at %d of %d; %d lines, Lines says %d", pos, l.Len(), number, l.Lines())
	}
}

func checkCells(t *testing.T, line *Line) {
	t.Helper()
	covered := make([]int, line.End-line.Start)
	for i, c := range line.Cells {
		if c.X1 < c.X0 || i > 0 && c.X0 != line.Cells[i-1].X1 {
			t.Fatalf("cell %d of line %d spans %d to %d after %+v", i, line.Start, c.X0, c.X1, line.Cells[max(i-1, 0)])
		}
		for p := c.Start; p < c.End; p++ {
			covered[p-line.Start]++
		}
		if got := line.CellAt(c.Start); got == nil || got.Start != c.Start {
			t.Fatalf("cell at %d not found", c.Start)
		}
		if c.X1-c.X0 > 128 {
			if got := line.CaretAt(line.CaretX(c.Start) + edge(c.RTL)); got != c.Start {
				t.Fatalf("caret at %d stands at %d, and there it is %d", c.Start, line.CaretX(c.Start), got)
			}
			if pos, over := line.At((c.X0 + c.X1) / 2); pos != c.Start || !over {
				t.Fatalf("the middle of cell %d belongs to %d", c.Start, pos)
			}
		}
	}
	for i, n := range covered {
		if n != 1 {
			t.Fatalf("position %d stands in %d cells", line.Start+i, n)
		}
	}
	var sum int32
	for _, v := range line.Intervals(Range{line.Start, line.End}, nil) {
		sum += v.X1 - v.X0
	}
	if len(line.Cells) > 0 && sum != line.X1-line.X0 {
		t.Fatalf("the whole line %d covers %d of %d", line.Start, sum, line.X1-line.X0)
	}
}

// edge is a step from a cell's leading edge into it.
func edge(rtl bool) int32 {
	if rtl {
		return -1
	}
	return 1
}

func TestLinesAndCellsCoverEveryPositionOnceInEveryScript(t *testing.T) {
	m := testMetrics(t, 17)
	for _, width := range []int{1, 40, 300, 640, 4000} {
		checkLayout(t, NewLayout(m, width, scripts), scripts)
	}
	long := strings.Repeat(scripts, 60)
	checkLayout(t, NewLayout(m, 500, long), long)
}

func TestLongLinesWordsAndClustersAreCutIntoBoundedPieces(t *testing.T) {
	m := testMetrics(t, 17)
	for name, text := range map[string]string{
		"one line":         strings.Repeat("word ", 20000),
		"one word":         strings.Repeat("x", 100000),
		"one Arabic line":  strings.Repeat("قال المتحدث ", 4000),
		"one Arabic word":  strings.Repeat("ق", 30000),
		"one cluster":      "a" + strings.Repeat("\u0301", 30000),
		"flags":            strings.Repeat("🇬🇧", 6000),
		"families":         strings.Repeat("👩‍👩‍👧‍👦", 2000),
		"ideographs":       strings.Repeat("漢", 30000),
		"line feeds":       strings.Repeat("\n", 30000),
		"nothing":          "",
		"controls":         strings.Repeat("\u202e\u0001", 9000),
		"opening brackets": strings.Repeat("(א", 9000),
	} {
		t.Run(name, func(t *testing.T) {
			l := NewLayout(m, 640, text)
			for i, b := range l.blocks {
				if end, _ := l.blockEnd(i); end-int(b.start) > blockMax {
					t.Fatalf("block %d has %d bytes", i, end-int(b.start))
				}
			}
			checkLayout(t, l, text)
		})
	}
}

func TestBytesThatAreNotUTF8BecomeOneReplacementEach(t *testing.T) {
	l := NewLayout(testMetrics(t, 17), 300, "a\xff\xfeb")
	if l.Text() != "a\ufffd\ufffdb" || l.Len() != 4 {
		t.Fatalf("%q, %d", l.Text(), l.Len())
	}
}

func TestNumbersInRightToLeftTextStandInReadingOrder(t *testing.T) {
	m := testMetrics(t, 17)
	for _, c := range []struct{ text, want string }{
		{"אב 12 גד", "דג 12 בא"},
		{"a אב 12 גד b", "a דג 12 בא b"},
		{"אב (12) גד", "דג (12) בא"},
		{"abc אב, de", "abc בא, de"},
	} {
		l := NewLayout(m, 2000, c.text)
		line := l.Line(l.First())
		var got strings.Builder
		for _, cell := range line.Cells {
			got.WriteString(l.Slice(Range{cell.Start, cell.End}))
		}
		// Brackets are drawn mirrored; the characters themselves stay.
		if want := strings.Map(func(r rune) rune {
			switch {
			case !strings.HasPrefix(c.text, "א"):
				return r
			case r == '(':
				return ')'
			case r == ')':
				return '('
			}
			return r
		}, c.want); got.String() != want {
			t.Errorf("%q is shown as %q, want %q", c.text, got.String(), want)
		}
	}
}

func TestARangeInMixedDirectionsHasOneIntervalForEachVisibleStretch(t *testing.T) {
	l := NewLayout(testMetrics(t, 17), 2000, "abc אבג def")
	line := l.Line(l.First())
	for _, c := range []struct {
		r    Range
		want int
	}{{Range{0, 11}, 1}, {Range{0, 3}, 1}, {Range{2, 5}, 2}, {Range{6, 9}, 2}, {Range{4, 7}, 1}, {Range{5, 5}, 0}} {
		if got := line.Intervals(c.r, nil); len(got) != c.want {
			t.Errorf("%v: %v, want %d intervals", c.r, got, c.want)
		}
	}
}

func TestControlAndBidiCharactersAreBoxesOfTheirOwn(t *testing.T) {
	l := NewLayout(testMetrics(t, 17), 2000, "a\u202eb\u0007c\u200bd")
	var boxes []rune
	for _, c := range l.Line(l.First()).Cells {
		if c.Kind == CellBox {
			boxes = append(boxes, c.Rune)
			if c.X1-c.X0 < 64*8 {
				t.Errorf("the box of %U is %d wide", c.Rune, c.X1-c.X0)
			}
		}
	}
	// The override turns what follows it around.
	if string(boxes) != "\u202e\u200b\u0007" {
		t.Errorf("boxes for %q", string(boxes))
	}
}

func FuzzLayoutCoversEveryPositionOnce(f *testing.F) {
	f.Add(scripts, 300)
	f.Add("word "+strings.Repeat("x", 9000), 77)
	f.Add("\u2067abc\u2069\u05d0\u0301\u200d\n\n\t", 1)
	m := testMetrics(f, 17)
	f.Fuzz(func(t *testing.T, text string, width int) {
		if len(text) > 20000 {
			return
		}
		text = strings.ToValidUTF8(text, "\ufffd")
		checkLayout(t, NewLayout(m, width%2000, text), text)
	})
}
