package textlayout

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// shapedKept is how many shaped paragraphs are kept; a screen shows fewer.
const shapedKept = 96

// Layout is a text broken into lines of a width. Only what is asked for is laid out; the rest has an estimated number of
// lines. Not for use by several goroutines at once.
type Layout struct {
	text   string
	length int
	blocks []block
	lines  *fenwick     // lines of each block, exact where laid is set
	count  []int32      // the same, one by one
	laid   [][]lineSpan // nil: not laid out yet
	wrap   wrapper

	shaped map[shapedKey]*paragraph
	order  []shapedKey // of shaped, oldest first
}

type shapedKey struct{ block, start int32 }

// Anchor names one line: which block, and which line of it. It stays true until the text, the width or the metrics change.
type Anchor struct{ Block, Line int }

// NewLayout lays text out at a width in whole device pixels.
func NewLayout(m *Metrics, width int, text string) *Layout {
	l := &Layout{wrap: wrapper{m: m, width: int32(max(width, 1)) * 64}}
	l.SetText(text)
	return l
}

// SetText replaces the text. Bytes that are not UTF-8 become U+FFFD, one for each.
func (l *Layout) SetText(text string) {
	if !utf8.ValidString(text) {
		text = string([]rune(text))
	}
	l.text = text
	l.blocks, l.length = cutBlocks(text)
	l.Invalidate()
}

// SetWidth changes the width of the lines, in whole device pixels.
func (l *Layout) SetWidth(width int) {
	if w := int32(max(width, 1)) * 64; w != l.wrap.width {
		l.wrap.width = w
		l.Invalidate()
	}
}

// SetMetrics changes faces or size.
func (l *Layout) SetMetrics(m *Metrics) {
	l.wrap.m = m
	l.Invalidate()
}

// Metrics returns the measures in use.
func (l *Layout) Metrics() *Metrics { return l.wrap.m }

// Width returns the width of the lines in whole device pixels.
func (l *Layout) Width() int { return int(l.wrap.width / 64) }

// Invalidate forgets every line; anchors are void. To be called after Faces.Install found new faces.
func (l *Layout) Invalidate() {
	l.laid = make([][]lineSpan, len(l.blocks))
	l.count = make([]int32, len(l.blocks))
	values := make([]int, len(l.blocks))
	for i := range l.blocks {
		values[i] = l.estimate(i)
		l.count[i] = int32(values[i])
	}
	l.lines = newFenwick(values)
	l.shaped = map[shapedKey]*paragraph{}
	l.order = nil
	clear(l.wrap.m.single)
}

// estimate guesses the lines of a block from its code points and line feeds.
func (l *Layout) estimate(i int) int {
	end, endPos := l.blockEnd(i)
	bytes, runes := end-int(l.blocks[i].start), endPos-int(l.blocks[i].pos)
	advance := l.wrap.m.Size * 64 * 53 / 100
	if bytes > runes*22/10 {
		advance = l.wrap.m.Size * 64
	}
	paragraphs := int(l.blocks[i].newlines)
	if i == len(l.blocks)-1 || paragraphs == 0 {
		paragraphs++
	}
	return max(runes*advance/int(l.wrap.width)+paragraphs*2/3, 1)
}

func (l *Layout) blockEnd(i int) (byteOffset, pos int) {
	if i+1 < len(l.blocks) {
		return int(l.blocks[i+1].start), int(l.blocks[i+1].pos)
	}
	return len(l.text), l.length
}

// lay returns the lines of a block, laying it out if it was not.
func (l *Layout) lay(i int) []lineSpan {
	if l.laid[i] != nil {
		return l.laid[i]
	}
	end, _ := l.blockEnd(i)
	part := l.text[l.blocks[i].start:end]
	lines := make([]lineSpan, 0, l.count[i]+4)
	at := lineSpan{}
	for {
		feed := strings.IndexByte(part[at.start:], '\n')
		p := part[at.start:]
		if feed >= 0 {
			p = p[:feed]
		}
		var ok bool
		if lines, ok = l.wrap.paragraph(p, at, lines); !ok {
			lines = l.paragraph(i, int(at.start), p).wrap(l.wrap.width, p, at, lines)
		}
		last := lines[len(lines)-1]
		at = lineSpan{start: last.end + 1, pos: last.pos + last.count + 1}
		if feed < 0 || int(at.start) == len(part) && i+1 < len(l.blocks) {
			break
		}
	}
	l.laid[i] = lines
	l.lines.add(i, len(lines)-int(l.count[i]))
	l.count[i] = int32(len(lines))
	return lines
}

// paragraph returns the shaped paragraph that begins at byte start of a block.
func (l *Layout) paragraph(i, start int, text string) *paragraph {
	key := shapedKey{int32(i), int32(start)}
	if p := l.shaped[key]; p != nil {
		return p
	}
	runes := []rune(text)
	base := baseLevel(runes)
	if start == 0 && l.blocks[i].inside {
		base = 0
		if l.blocks[i].rtl {
			base = 1
		}
	}
	p := shapeParagraph(l.wrap.m, runes, base)
	if len(l.order) >= shapedKept {
		delete(l.shaped, l.order[0])
		l.order = l.order[1:]
	}
	l.shaped[key] = p
	l.order = append(l.order, key)
	return p
}

// Text returns the whole text.
func (l *Layout) Text() string { return l.text }

// Len returns the number of code points.
func (l *Layout) Len() int { return l.length }

// Byte returns the byte offset of a position.
func (l *Layout) Byte(pos int) int {
	pos = min(max(pos, 0), l.length)
	i := l.blockOf(pos)
	end, endPos := l.blockEnd(i)
	start := int(l.blocks[i].start)
	if end-start == endPos-int(l.blocks[i].pos) {
		return start + pos - int(l.blocks[i].pos)
	}
	return start + runeOffset(l.text[start:end], pos-int(l.blocks[i].pos))
}

// Slice returns the text between two positions.
func (l *Layout) Slice(r Range) string {
	return l.text[l.Byte(r.Start):max(l.Byte(r.Start), l.Byte(r.End))]
}

func (l *Layout) blockOf(pos int) int {
	return sort.Search(len(l.blocks), func(i int) bool { return int(l.blocks[i].pos) > pos }) - 1
}

// Lines returns the number of lines of the whole text, partly estimated.
func (l *Layout) Lines() int { return l.lines.before(len(l.blocks)) }

// First names the first line.
func (l *Layout) First() Anchor { return Anchor{} }

// Last names the last line.
func (l *Layout) Last() Anchor {
	i := len(l.blocks) - 1
	return Anchor{i, len(l.lay(i)) - 1}
}

// Next names the line after a; false at the end.
func (l *Layout) Next(a Anchor) (Anchor, bool) {
	if a.Line+1 < len(l.lay(a.Block)) {
		return Anchor{a.Block, a.Line + 1}, true
	}
	if a.Block+1 < len(l.blocks) {
		return Anchor{a.Block + 1, 0}, true
	}
	return a, false
}

// Prev names the line before a; false at the start.
func (l *Layout) Prev(a Anchor) (Anchor, bool) {
	if a.Line > 0 {
		return Anchor{a.Block, a.Line - 1}, true
	}
	if a.Block > 0 {
		return Anchor{a.Block - 1, len(l.lay(a.Block-1)) - 1}, true
	}
	return a, false
}

// AnchorOf names the line on which the caret at a position stands.
func (l *Layout) AnchorOf(pos int) Anchor {
	pos = min(max(pos, 0), l.length)
	i := l.blockOf(pos)
	lines := l.lay(i)
	rel := int32(pos) - l.blocks[i].pos
	k := sort.Search(len(lines), func(k int) bool { return lines[k].pos > rel }) - 1
	return Anchor{i, max(k, 0)}
}

// Number returns how many lines stand above a, partly estimated.
func (l *Layout) Number(a Anchor) int { return l.lines.before(a.Block) + a.Line }

// AnchorAt names the line with n lines above it, as far as it is known.
func (l *Layout) AnchorAt(n int) Anchor {
	if n < 0 {
		return Anchor{}
	}
	i, rest := l.lines.find(n)
	if i >= len(l.blocks) {
		return l.Last()
	}
	known := len(l.lay(i))
	return Anchor{i, min(rest, known-1)}
}

// Bounds returns the positions where line a starts and ends, and where the next one starts, without measuring it.
func (l *Layout) Bounds(a Anchor) (start, end, next int) {
	lines := l.lay(a.Block)
	s := lines[a.Line]
	base := int(l.blocks[a.Block].pos)
	start = base + int(s.pos)
	end = start + int(s.count)
	next = end
	if s.last && end < l.length && l.text[int(l.blocks[a.Block].start)+int(s.end)] == '\n' {
		next++
	}
	return start, end, next
}

// Line measures line a.
func (l *Layout) Line(a Anchor) *Line {
	s := l.lay(a.Block)[a.Line]
	b := l.blocks[a.Block]
	out := &Line{First: s.first && !(b.inside && s.start == 0), Last: s.last}
	out.Start, out.End, out.Next = l.Bounds(a)
	if !s.shaped {
		l.wrap.simpleLine(l.text[int(b.start)+int(s.start):int(b.start)+int(s.end)], out)
		return out
	}
	first := a.Line
	lines := l.laid[a.Block]
	for first > 0 && !lines[first].first {
		first--
	}
	last := a.Line
	for !lines[last].last {
		last++
	}
	head := lines[first]
	p := l.paragraph(a.Block, int(head.start), l.text[int(b.start)+int(head.start):int(b.start)+int(lines[last].end)])
	from := int(s.pos - head.pos)
	p.shapedLine(from, from+int(s.count), out.Start, l.wrap.width, out)
	return out
}
