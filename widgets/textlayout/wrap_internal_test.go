package textlayout

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// bothWays wraps a paragraph by the tables, and by shaping every candidate line as a whole and breaking where UAX #14
// allows; it returns the lines as text with their widths.
func bothWays(m *Metrics, text string, width int) (tables, shaped []string, simple bool) {
	w := wrapper{m: m, width: int32(width) * 64}
	lines, ok := w.paragraph(text, lineSpan{}, nil)
	if !ok {
		return nil, nil, false
	}
	for _, s := range lines {
		l := &Line{}
		w.simpleLine(text[s.start:s.end], l)
		tables = append(tables, fmt.Sprintf("%d %q %d", s.pos, text[s.start:s.end], l.X1))
	}
	runes := []rune(text)
	p := shapeParagraph(m, runes, 0)
	start := 0
	emit := func(end int) {
		shaped = append(shaped, fmt.Sprintf("%d %q %d", start, string(runes[start:end]), shapedWidth(m, runes[start:end])))
		start = end
	}
	for i := 1; i < len(runes); i++ {
		if i == start || isHanging(runes[i]) || shapedWidth(m, runes[start:i+1]) <= w.width {
			continue
		}
		end := i
		for end > start && !p.line[end] {
			end--
		}
		if end == start {
			end = i
		}
		emit(end)
		i = start
	}
	emit(len(runes))
	return tables, shaped, true
}

func shapedWidth(m *Metrics, runes []rune) (sum int32) {
	for _, a := range shapeParagraph(m, runes, 0).advance {
		sum += a
	}
	return sum
}

func TestTableLinesAreThoseOfShapingEveryScriptOfTheSimpleClass(t *testing.T) {
	corpus := map[string]string{
		"English":     `The U.S-led coalition "fighting" Islamic State (denied) responsibility on Tuesday for an attack near the Syrian border, which killed dozens; AVAVA Wave To. Tyr - 1,000.50 and/or 45% of $3.5m at http://example.org/a-b_c?d=e&f.`,
		"typographic": "“We hold the American army — and others – responsible,” the militia’s spokesman said… ‘Yes’: it’s “so”—really.",
		"German":      "Größere Straßen über Übermäßigkeit; Donaudampfschifffahrtsgesellschaftskapitän fährt nach Ääkten-Öl!",
		"Cyrillic":    "Коалиция во главе с США во вторник отрицала ответственность за нападение у сирийской границы, в котором погибли десятки.",
		"Greek":       "Ο συνασπισμός υπό τις ΗΠΑ αρνήθηκε την Τρίτη την ευθύνη για επίθεση κοντά στα σύνορα.",
		"Vietnamese":  "Liên quân do Mỹ dẫn đầu hôm thứ Ba đã phủ nhận trách nhiệm về vụ tấn công gần biên giới Syria.",
		"Chinese":     "联军周二否认对叙利亚边境附近的袭击负责，该袭击造成数十名伊拉克什叶派民兵死亡。他们说：“我们认为美军应负责”。",
		"Japanese":    "連合軍は火曜日、シリア国境付近での攻撃への責任を否定した。「我々は米軍に責任があると考える」と述べた。",
		"Korean":      "연합군은 화요일 시리아 국경 근처 공격에 대한 책임을 부인했다. 36명이 사망했다.",
		"one word":    strings.Repeat("incomprehensibilities", 6),
		"blanks":      "a  b   c    " + strings.Repeat(" ", 40) + "d\u00a0e\u00a0f g",
	}
	for name, text := range corpus {
		for _, size := range []int{11, 17, 34} {
			m := testMetrics(t, size)
			for width := size * 4; width < size*50; width += size*7 + 1 {
				tables, shaped, simple := bothWays(m, text, width)
				if !simple {
					t.Fatalf("%s is not of the simple class", name)
				}
				if a, b := strings.Join(tables, "\n"), strings.Join(shaped, "\n"); a != b {
					t.Fatalf("%s, size %d, width %d:\ntables\n%s\nshaped\n%s", name, size, width, a, b)
				}
			}
		}
	}
}

func TestTableLinesAreThoseOfShapingAnySimpleText(t *testing.T) {
	m := testMetrics(t, 17)
	const common = "   019.,:;\"'-/—–()[]!?%$&@’“”\u00a0"
	alphabets := []string{common + "abcTVAWXYZäßØ", common + "АБГТжыёЩ", common + "αβγΔΤΩώ", common + "abcか漢한。、「」！"}
	rapid.Check(t, func(t *rapid.T) {
		alphabet := []rune(rapid.SampledFrom(alphabets).Draw(t, "alphabet"))
		text := string(rapid.SliceOfN(rapid.SampledFrom(alphabet), 0, 120).Draw(t, "text"))
		width := rapid.IntRange(30, 400).Draw(t, "width")
		tables, shaped, simple := bothWays(m, text, width)
		if !simple {
			t.Fatalf("%q is not of the simple class", text)
		}
		if a, b := strings.Join(tables, "\n"), strings.Join(shaped, "\n"); a != b {
			t.Fatalf("width %d:\ntables\n%s\nshaped\n%s", width, a, b)
		}
	})
}
