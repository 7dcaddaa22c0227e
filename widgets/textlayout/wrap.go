package textlayout

import (
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"
)

// lineSpan is one line of a block. Offsets are bytes and code points from the block's start.
type lineSpan struct {
	start, end int32 // bytes; end is before the line feed
	pos        int32 // code points before start
	count      int32 // code points from start to end
	shaped     bool  // of a paragraph that needs shaping
	first      bool  // first line of its paragraph (in this block)
	last       bool  // last line of its paragraph (in this block)
}

// wrapper breaks simple paragraphs into lines.
type wrapper struct {
	m     *Metrics
	width int32 // 26.6
	seg   segmenter.Segmenter
	runes []rune
}

// paragraph appends the lines of one paragraph without its line feed. base is where it begins. It gives up and returns
// false at the first rune that is not simple.
func (w *wrapper) paragraph(p string, base lineSpan, out []lineSpan) ([]lineSpan, bool) {
	keep := len(out)
	line := lineSpan{start: base.start, pos: base.pos, first: true}
	var x int32
	var prev rune // 0 at a line's start
	ascii := true // since the line's start
	for i := 0; i < len(p); {
		if prev < utf8.RuneSelf {
			i, x, prev = w.ascii(p, i, x, byte(prev))
			if i == len(p) {
				break
			}
		}
		// What stopped the fast loop: a rune that does not fit, is not measured yet, or is not printable ASCII.
		r, size := utf8.DecodeRuneInString(p[i:])
		if !isSimple(r) && !boxed(r) {
			return out[:keep], false
		}
		fits := x
		x = w.advance(x, prev, r)
		if x > w.width && !isHanging(r) && fits > 0 {
			line = w.endLine(p, line, base.start, i, ascii)
			out = append(out, line)
			i = int(line.end - base.start)
			line = lineSpan{start: line.end, pos: line.pos + line.count}
			x, prev, ascii = 0, 0, true
			continue
		}
		ascii = ascii && size == 1
		prev = r
		i += size
	}
	line.end = base.start + int32(len(p))
	line.count = line.end - line.start
	if !ascii {
		line.count = int32(utf8.RuneCountInString(p[line.start-base.start:]))
	}
	line.last = true
	return append(out, line), true
}

// ascii moves over printable ASCII that is measured already and fits. This loop is where nearly all of wrapping happens.
func (w *wrapper) ascii(p string, i int, x int32, prev byte) (int, int32, rune) {
	pair, width := &w.m.pair, w.width
	for ; i < len(p); i++ {
		c := p[i]
		if c < ' ' || c >= 0x7f {
			break
		}
		step := pair[prev&127][c&127]
		if step == unknownAdvance {
			w.m.step(prev, c)
			if step = pair[prev&127][c&127]; step == unknownAdvance {
				break
			}
		}
		if x+int32(step) > width && c != ' ' {
			break
		}
		x += int32(step)
		prev = c
	}
	return i, x, rune(prev)
}

// endLine ends a line where the rune at byte over does not fit any more.
func (w *wrapper) endLine(p string, line lineSpan, base int32, over int, ascii bool) lineSpan {
	start := int(line.start - base)
	cut := w.cut(p, start, over)
	line.end = base + int32(cut)
	line.count = int32(cut - start)
	if !ascii {
		line.count = int32(utf8.RuneCountInString(p[start:cut]))
	}
	return line
}

// boxed reports whether a rune is shown as a box and does not change the order of others, so that it needs no shaping.
func boxed(r rune) bool { return isSpecial(r) && !isBidiControl(r) }

// advance moves the pen over any simple rune.
func (w *wrapper) advance(x int32, prev, r rune) int32 {
	switch {
	case r == '\t':
		return w.m.nextTab(x)
	case boxed(r):
		return x + w.m.boxAdvance(r)
	}
	return x + int32(w.m.kern(prev, r)) + w.m.simple(r).advance
}

// cut returns where a line that begins at byte start ends when the rune at byte over does not fit any more: at the last
// place where a line may break, or before that rune if there is none.
func (w *wrapper) cut(p string, start, over int) int {
	next, _ := utf8.DecodeRuneInString(p[over:])
	for at := over; at > start; {
		r, size := utf8.DecodeLastRuneInString(p[:at])
		var allowed, known bool
		if r == ' ' {
			before := at
			for before > start && p[before-1] == ' ' {
				before--
			}
			r, _ = utf8.DecodeLastRuneInString(p[start:before])
			if before > start {
				allowed, known = breaksAfterSpace(classOf(r), classOf(next))
			}
			r, size = ' ', at-before
		} else if allowed, known = breaks(classOf(r), classOf(next)); !known {
			allowed, known = w.numbers(p, start, at-size, r, next)
		}
		if !known {
			return w.cutBySegmenter(p, start, over)
		}
		if allowed {
			return at
		}
		next = r
		at -= size
	}
	return over
}

// numbers answers for punctuation between digits, as in 1,000 or 24/7, where no line begins (rule LB25).
func (w *wrapper) numbers(p string, start, at int, r, next rune) (allowed, known bool) {
	class := classOf(r)
	if classOf(next) != breakNU || class != breakIS && class != breakSY || at <= start {
		return false, false
	}
	before, _ := utf8.DecodeLastRuneInString(p[start:at])
	return false, classOf(before) == breakNU
}

// lookahead is how many runes past a break the line breaking rules may look at.
const lookahead = 8

// cutBySegmenter is cut by the full algorithm of UAX #14.
func (w *wrapper) cutBySegmenter(p string, start, over int) int {
	w.runes = w.runes[:0]
	inLine, ahead := 0, 0
	for i, r := range p[start:] {
		if start+i >= over {
			if ahead++; ahead > lookahead {
				break
			}
		} else {
			inLine++
		}
		w.runes = append(w.runes, r)
	}
	w.seg.Init(w.runes)
	best := 0
	for it := w.seg.LineIterator(); it.Next(); {
		line := it.Line()
		if end := line.Offset + len(line.Text); end <= inLine {
			best = end
		}
	}
	if best == 0 {
		return over
	}
	cut := start
	for range best {
		_, size := utf8.DecodeRuneInString(p[cut:])
		cut += size
	}
	return cut
}
