package textlayout_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/theme"

	"galley/widgets/textlayout"
)

func faces(t testing.TB) *textlayout.Faces {
	f, err := textlayout.NewFaces(nil, theme.DefaultTextFont().Content(), theme.DefaultEmojiFont().Content())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestX(t *testing.T) {
	m := textlayout.NewMetrics(faces(t), 17)
	txt := strings.Repeat("The quick brown fox, \"jumped\" over the well-known lazy dog (and 1,000 others). U.S.-led forces said on Monday. ", 100000)
	for i := 0; i < 3; i++ {
		t0 := time.Now()
		l := textlayout.NewLayout(m, 640, txt)
		t1 := time.Now()
		n := 0
		for a, ok := l.First(), true; ok; a, ok = l.Next(a) {
			n++
		}
		t.Log(len(txt), t1.Sub(t0), time.Since(t1), n, l.Lines())
	}
	l := textlayout.NewLayout(m, 640, txt[:2000])
	for a, ok := l.First(), true; ok; a, ok = l.Next(a) {
		s, e, _ := l.Bounds(a)
		t.Log(l.Slice(textlayout.Range{s, e}), l.Line(a).X1/64)
	}
}
