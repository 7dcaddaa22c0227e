package textlayout

import (
	"fmt"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// unknownAdvance marks an entry of a table that was not measured yet.
const unknownAdvance = int16(-32768)

// Metrics are the measures of a Faces at one size. Not for use by several goroutines at once.
type Metrics struct {
	Faces *Faces
	Size  int // whole device pixels: HarfBuzz rounds sizes up to whole ones for advances

	shaper shaping.HarfbuzzShaper
	// pair[a][b] is kerning between a and b plus the advance of b, for ASCII in the primary face.
	pair    [128][128]int16
	single  map[rune]simpleGlyph
	kerning map[[2]rune]int16
}

// simpleGlyph is how a simple rune is drawn and how far it moves the pen, 26.6.
type simpleGlyph struct {
	gid     font.GID
	advance int32
	face    FaceID // noFace: drawn as a box with its number
}

// NewMetrics prepares measuring at a size in whole device pixels.
func NewMetrics(faces *Faces, size int) *Metrics {
	m := &Metrics{Faces: faces, Size: max(size, 1), single: map[rune]simpleGlyph{}, kerning: map[[2]rune]int16{}}
	for a := range m.pair {
		for b := range m.pair[a] {
			m.pair[a][b] = unknownAdvance
		}
	}
	return m
}

// Ascent and Descent of the primary face in whole device pixels, both positive. Lines are as high as these ask for,
// whatever faces their runes come from.
func (m *Metrics) Ascent() int { a, _ := m.extents(); return a }

// Descent is the depth below the baseline in whole device pixels.
func (m *Metrics) Descent() int { _, d := m.extents(); return d }

func (m *Metrics) extents() (ascent, descent int) {
	face := m.Faces.Face(0)
	ext, ok := face.FontHExtents()
	if !ok {
		return m.Size, m.Size / 4
	}
	scale := float32(m.Size) / float32(face.Upem())
	return int(ext.Ascender*scale + 0.999), int(-ext.Descender*scale + 0.999)
}

// simple returns how a simple rune is drawn.
func (m *Metrics) simple(r rune) simpleGlyph {
	if g, ok := m.single[r]; ok {
		return g
	}
	id := m.Faces.lookup(r)
	if id == noFace {
		// Not kept: a face may turn up.
		return simpleGlyph{face: noFace, advance: m.boxAdvance(r)}
	}
	face := m.Faces.Face(id)
	gid, _ := face.NominalGlyph(r)
	g := simpleGlyph{gid: gid, face: id, advance: m.advance(face, gid)}
	m.single[r] = g
	return g
}

// advance is the pen movement of one glyph, 26.6, rounded as HarfBuzz rounds it.
func (m *Metrics) advance(face *font.Face, gid font.GID) int32 {
	v := face.HorizontalAdvance(gid) * float32(m.Size*64) / float32(face.Upem())
	if v < 0 {
		return int32(v - 0.5)
	}
	return int32(v + 0.5)
}

// kern returns the kerning between two simple runes, 26.6: what HarfBuzz makes of the two beyond their own advances.
func (m *Metrics) kern(a, b rune) int16 {
	if isWide(a) || isWide(b) || a == '\t' || b == '\t' || a == 0 {
		return 0
	}
	key := [2]rune{a, b}
	if k, ok := m.kerning[key]; ok {
		return k
	}
	ga, gb := m.simple(a), m.simple(b)
	if ga.face == noFace || ga.face != gb.face || !sameScript(a, b) {
		return 0
	}
	k := int16(0)
	if out, ok := m.shape(shaping.Input{
		Text: []rune{a, b}, RunEnd: 2, Direction: di.DirectionLTR, Face: m.Faces.Face(ga.face),
		Size: fixed.I(m.Size), Script: scriptOf(b), FontFeatures: noLigatures,
	}); ok {
		k = int16(int32(out.Advance) - ga.advance - gb.advance)
	}
	m.kerning[key] = k
	return k
}

// shape runs HarfBuzz. The tables of a damaged font can make it panic: then the text is shown without that font, instead
// of the program ending.
func (m *Metrics) shape(in shaping.Input) (out shaping.Output, ok bool) {
	defer func() {
		if recover() != nil {
			m.shaper = shaping.HarfbuzzShaper{}
			out, ok = shaping.Output{}, false
		}
	}()
	return m.shaper.Shape(in), true
}

// noLigatures keeps one glyph for each letter, so that every letter can be marked by itself.
var noLigatures = []shaping.FontFeature{{Tag: ot.MustNewTag("liga")}, {Tag: ot.MustNewTag("clig")}}

// step returns kerning plus advance of b after a, both ASCII, from the table.
func (m *Metrics) step(a, b byte) int32 {
	if v := m.pair[a][b]; v != unknownAdvance {
		return int32(v)
	}
	g := m.simple(rune(b))
	v := int32(m.kern(rune(a), rune(b))) + g.advance
	if g.face != noFace && v > -32000 && v < 32000 {
		m.pair[a][b] = int16(v)
	}
	return v
}

// tabStop is the distance of tab stops, 26.6.
func (m *Metrics) tabStop() int32 { return int32(m.Size) * 64 * 4 }

// nextTab returns where a tab at x moves the pen to, 26.6.
func (m *Metrics) nextTab(x int32) int32 {
	stop := m.tabStop()
	return (x/stop + 1) * stop
}

// BoxLabel is the text of the box that stands for a rune without a shape: its number in hexadecimal.
func BoxLabel(r rune) string {
	if r < 0x100 {
		return fmt.Sprintf("%02X", r)
	}
	return fmt.Sprintf("%04X", r)
}

// boxAdvance is the width of the box for a rune without a shape, 26.6. The label is drawn at half the text's size in
// digits of about 0.3 em, in one row for two digits and two rows for more.
func (m *Metrics) boxAdvance(r rune) int32 {
	digits := len(BoxLabel(r))
	columns := 2
	if digits > 4 {
		columns = 3
	}
	return int32(m.Size*64*(columns*30+25)) / 100
}

// sameScript reports whether two runes are shaped in one run: letters of two scripts are not.
func sameScript(a, b rune) bool {
	sa, sb := language.LookupScript(a), language.LookupScript(b)
	return sa == sb || sa == language.Common || sb == language.Common
}

func scriptOf(r rune) language.Script {
	s := language.LookupScript(r)
	if s == language.Common || s == language.Inherited {
		return language.Latin
	}
	return s
}
