package textlayout

import (
	"unicode/utf8"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/bidi"
)

// paragraph is a paragraph (or a block's part of one) that went through bidi and shaping. Indices are code points from
// its start.
type paragraph struct {
	text     []rune
	base     uint8
	levels   []uint8
	classes  []bidi.Class
	runs     []shapedRun
	runOf    []int32 // rune -> index in runs
	advance  []int32 // rune -> 26.6; a cluster's whole advance stands at its first rune
	box      []bool  // shown as a box of its own
	grapheme []bool  // a grapheme begins here; one longer than text
	line     []bool  // a line may begin here; one longer than text
}

// shapedRun is a stretch of one level, script and face.
type shapedRun struct {
	start, end int
	level      uint8
	face       FaceID // noFace: every rune is a box, or a tab
	script     language.Script
	glyphs     []shaping.Glyph // left to right, cluster indices from the paragraph's start
}

// shapeParagraph shapes text. base is its embedding level.
func shapeParagraph(m *Metrics, text []rune, base uint8) *paragraph {
	p := &paragraph{text: text, base: base}
	p.levels, p.classes = bidiLevels(text, base)
	p.findBoxes()
	p.segment()
	p.itemise(m)
	p.advance = make([]int32, len(text))
	for i := range p.runs {
		p.shape(m, &p.runs[i])
	}
	return p
}

// marksDrawn is how many combining marks are drawn on one base; the cost of shaping grows with their square.
const marksDrawn = 32

// findBoxes marks the runes that are shown as boxes: those without a shape, and combining marks in excess.
func (p *paragraph) findBoxes() {
	p.box = make([]bool, len(p.text))
	marks := 0
	for i, r := range p.text {
		if joinsPrevious(r) {
			marks++
		} else {
			marks = 0
		}
		p.box[i] = isSpecial(r) || marks > marksDrawn
	}
}

// segment finds the graphemes and the places where a line may begin.
func (p *paragraph) segment() {
	n := len(p.text)
	p.grapheme, p.line = make([]bool, n+1), make([]bool, n+1)
	var seg segmenter.Segmenter
	seg.Init(p.text)
	for it := seg.GraphemeIterator(); it.Next(); {
		p.grapheme[it.Grapheme().Offset] = true
	}
	for it := seg.LineIterator(); it.Next(); {
		p.line[it.Line().Offset] = true
	}
	p.grapheme[n], p.line[n] = true, true
	for i, r := range p.text {
		if p.box[i] || r == '\t' { // a box is selected by itself
			p.grapheme[i], p.grapheme[i+1] = true, true
		}
	}
}

// itemise cuts the paragraph into runs of one level, script and face.
func (p *paragraph) itemise(m *Metrics) {
	p.runOf = make([]int32, len(p.text))
	script, face := p.firstScript(), FaceID(0)
	for i, r := range p.text {
		if s := language.LookupScript(r); s != language.Common && s != language.Inherited && s != language.Unknown {
			script = s
		}
		switch {
		case r == '\t' || p.box[i]:
			face = noFace
		case i > 0 && joinsPrevious(r) && !p.box[i-1] && p.text[i-1] != '\t':
		case r == ' ' && i > 0 && face != noFace && hasRune(m.Faces.Face(face), r):
		default:
			face = p.faceOf(m, i, r)
		}
		last := len(p.runs) - 1
		if last < 0 || p.runs[last].level != p.levels[i] || p.runs[last].face != face || p.runs[last].script != script && face != noFace {
			p.runs = append(p.runs, shapedRun{start: i, level: p.levels[i], face: face, script: script})
			last++
		}
		p.runs[last].end = i + 1
		p.runOf[i] = int32(last)
	}
}

// faceOf finds the face of a rune that begins a cluster: the first one that has the rune and the marks on it, and that can
// draw in colour if the emoji variation selector follows.
func (p *paragraph) faceOf(m *Metrics, i int, r rune) FaceID {
	first := m.Faces.lookup(r)
	if i+1 >= len(p.text) || !joinsPrevious(p.text[i+1]) {
		return first
	}
	var wanted []rune
	for _, mark := range p.text[i+1:] {
		if !joinsPrevious(mark) || len(wanted) == marksDrawn {
			break
		}
		switch {
		case mark == 0xfe0f:
			wanted = append(wanted, 0x1f600) // any emoji will tell
		case mark != 0x200c && mark != 0x200d && (mark < 0xfe00 || mark > 0xfe0e):
			wanted = append(wanted, mark)
		}
	}
	for id, face := range m.Faces.list {
		if hasRune(face, r) && hasAll(face, wanted) {
			return FaceID(id)
		}
	}
	for _, mark := range wanted {
		m.Faces.lookup(mark) // have a face that has it looked for
	}
	return first
}

func hasAll(face *font.Face, runes []rune) bool {
	for _, r := range runes {
		if !hasRune(face, r) {
			return false
		}
	}
	return true
}

func hasRune(face *font.Face, r rune) bool {
	_, ok := face.NominalGlyph(r)
	return ok
}

func (p *paragraph) firstScript() language.Script {
	for _, r := range p.text {
		if s := language.LookupScript(r); s != language.Common && s != language.Inherited && s != language.Unknown {
			return s
		}
	}
	return language.Latin
}

// shape shapes one run and spreads its advances over the runes.
func (p *paragraph) shape(m *Metrics, run *shapedRun) {
	if run.face != noFace {
		dir := di.DirectionLTR
		if run.level&1 == 1 {
			dir = di.DirectionRTL
		}
		out, ok := m.shape(shaping.Input{
			Text: p.text, RunStart: run.start, RunEnd: run.end, Direction: dir, Face: m.Faces.Face(run.face),
			Size: fixed.I(m.Size), Script: run.script, FontFeatures: noLigatures,
		})
		if ok {
			run.glyphs = out.Glyphs
			for _, g := range run.glyphs {
				if g.ClusterIndex >= 0 && g.ClusterIndex < len(p.advance) {
					p.advance[g.ClusterIndex] += int32(g.XAdvance)
				}
			}
			return
		}
		run.face = noFace
	}
	for i := run.start; i < run.end; i++ {
		if p.text[i] == '\t' {
			p.advance[i] = m.tabStop()
		} else if p.grapheme[i] {
			p.advance[i] = m.boxAdvance(p.text[i])
		}
	}
}

// wrap appends the paragraph's lines. source is the paragraph's text, base where it begins.
func (p *paragraph) wrap(width int32, source string, base lineSpan, out []lineSpan) []lineSpan {
	start, at := 0, int(base.start)
	emit := func(end int, last bool) {
		line := lineSpan{start: int32(at), pos: base.pos + int32(start), count: int32(end - start), shaped: true, first: start == 0, last: last}
		for _, r := range p.text[start:end] {
			at += max(utf8.RuneLen(r), 1)
		}
		line.end = int32(at)
		out = append(out, line)
		start = end
	}
	var x int32
	canBreak, canCut := 0, 0
	for i := 0; i < len(p.text); i++ {
		if p.line[i] {
			canBreak = i
		}
		if p.grapheme[i] {
			canCut = i
		}
		x += p.advance[i]
		if x <= width || isHanging(p.text[i]) || i == start {
			continue
		}
		end := canBreak
		if end <= start {
			end = canCut
		}
		if end <= start {
			continue
		}
		emit(end, false)
		i, x = end-1, 0
	}
	emit(len(p.text), true)
	return out
}
