package textlayout

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// prose makes a text of n bytes in sentences and paragraphs, the same each time, whose lines are all different.
func prose(n int) string {
	words := strings.Fields(`The U.S.-led coalition fighting Islamic State denied responsibility on Tuesday for an attack near
		the Syrian border which killed dozens of members of militia and that group said several Revolutionary Guards spokesman
		well-known "inaccurate" (reported) 36 1,000 whose fighters, had been killed. wounded and receiving treatment; smart rockets`)
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for b.Len() < n {
		for range 30 + r.IntN(40) {
			b.WriteString(words[r.IntN(len(words))])
			b.WriteByte(' ')
		}
		b.WriteString("end.\n\n")
	}
	return b.String()[:n]
}

// BenchmarkWrap lays out all of 1 MB; its baseline, a newline scan of the same bytes, is timed in the same loop
// (the target is at most 40 times).
func BenchmarkWrap(b *testing.B) {
	text := prose(1 << 20)
	m := testMetrics(b, 17)
	layAll := func() {
		l := NewLayout(m, 640, text)
		for i := range l.blocks {
			l.lay(i)
		}
	}
	layAll()
	scan, wrap := time.Hour, time.Hour // the best of all rounds: other work on the machine only adds
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		t0 := time.Now()
		for range 10 {
			for rest := text; ; lines++ {
				i := strings.IndexByte(rest, '\n')
				if i < 0 {
					break
				}
				rest = rest[i+1:]
			}
		}
		t1 := time.Now()
		layAll()
		scan, wrap = min(scan, t1.Sub(t0)/10), min(wrap, time.Since(t1))
	}
	b.ReportMetric(float64(wrap)/float64(scan), "x-scan")
	b.ReportMetric(float64(wrap)/float64(len(text)), "ns/byte")
}

var lines int

func BenchmarkOpen(b *testing.B) {
	for _, size := range []int{4 << 10, 100 << 10, 1 << 20, 10 << 20} {
		text := prose(size)
		m := testMetrics(b, 17)
		b.Run(fmt.Sprint(size>>10, "KB"), func(b *testing.B) {
			for b.Loop() {
				l := NewLayout(m, 640, text)
				a := l.First()
				for range 40 {
					l.Line(a)
					a, _ = l.Next(a)
				}
			}
		})
	}
}

func BenchmarkMarks(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		marks := make([]Mark, n)
		length := n * 100
		for i := range marks {
			marks[i] = Mark{ID: fmt.Sprint("id", i), Ranges: []Range{{i * 100, i*100 + 3 + i%40}}}
		}
		b.Run(fmt.Sprint("index/", n), func(b *testing.B) {
			for b.Loop() {
				NewMarks(length, marks)
			}
		})
		index := NewMarks(length, marks)
		b.Run(fmt.Sprint("query/", n), func(b *testing.B) {
			for b.Loop() {
				index.In(Range{length / 2, length/2 + 90})
			}
		})
		b.Run(fmt.Sprint("put/", n), func(b *testing.B) {
			for b.Loop() {
				index.Put(Mark{ID: "new", Ranges: []Range{{length / 2, length/2 + 10}}})
			}
		})
	}
}
