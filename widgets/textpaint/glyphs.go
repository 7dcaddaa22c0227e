// Package textpaint draws measured lines of text into images: glyphs from a cache of masks, the grounds and underlines of
// marks, the selection, the badges in the margin. It decides nothing about layout and knows no toolkit.
//
// Lengths are whole device pixels unless they are said to be 26.6 fixed point.
package textpaint

import (
	"image"
	"image/color"
	"image/draw"

	"github.com/go-text/render"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"galley/widgets/textlayout"
)

// subpixels is how many horizontal places inside a pixel a glyph can be drawn at.
const subpixels = 4

// glyphLimit is how many glyph images are kept before the cache starts anew.
const glyphLimit = 16384

type glyphKey struct {
	id   font.GID
	size uint16
	face textlayout.FaceID
	sub  uint8
}

// glyphImage is a glyph as drawn: a mask to be filled with the text's colour, or a picture with colours of its own.
type glyphImage struct {
	mask    *image.Alpha // nil for a glyph without ink and for pictures
	picture *image.RGBA
	at      image.Point // of the image's top left corner, from the glyph's origin
}

// Glyphs is a cache of drawn glyphs. Not for use by several goroutines at once.
type Glyphs struct {
	faces  *textlayout.Faces
	images map[glyphKey]glyphImage
	raster vector.Rasterizer
}

// NewGlyphs returns an empty cache for the faces.
func NewGlyphs(faces *textlayout.Faces) *Glyphs {
	return &Glyphs{faces: faces, images: map[glyphKey]glyphImage{}}
}

// get returns the image of a glyph at a size in pixels whose origin stands x 26.6 right of a pixel's edge, and that
// edge.
func (g *Glyphs) get(face textlayout.FaceID, id font.GID, size int, x int32) (glyphImage, int) {
	left := int(x >> 6)
	key := glyphKey{id: id, size: uint16(size), face: face, sub: uint8((x & 63) * subpixels / 64)}
	img, ok := g.images[key]
	if !ok {
		if len(g.images) >= glyphLimit {
			clear(g.images)
		}
		img = g.draw(key)
		g.images[key] = img
	}
	return img, left
}

// draw makes a glyph's image. A damaged font can make its parser panic: then the glyph has no ink.
func (g *Glyphs) draw(key glyphKey) (img glyphImage) {
	defer func() {
		if recover() != nil {
			img = glyphImage{}
		}
	}()
	face := g.faces.Face(key.face)
	switch data := face.GlyphData(key.id).(type) {
	case font.GlyphOutline:
		return g.outline(data.Segments, float32(key.size)/float32(face.Upem()), float32(key.sub)/subpixels)
	case font.GlyphBitmap, font.GlyphSVG:
		return picture(face, key)
	}
	return glyphImage{}
}

// outline fills a glyph's outline into a mask.
func (g *Glyphs) outline(segments []ot.Segment, scale, dx float32) glyphImage {
	if len(segments) == 0 {
		return glyphImage{}
	}
	minX, minY, maxX, maxY := float32(1e9), float32(1e9), float32(-1e9), float32(-1e9)
	for i := range segments {
		for _, p := range segments[i].ArgsSlice() {
			x, y := p.X*scale+dx, -p.Y*scale
			minX, maxX = min(minX, x), max(maxX, x)
			minY, maxY = min(minY, y), max(maxY, y)
		}
	}
	x0, y0 := floor(minX), floor(minY)
	w, h := floor(maxX)+1-x0, floor(maxY)+1-y0
	if w <= 0 || h <= 0 || w > 4096 || h > 4096 {
		return glyphImage{}
	}
	g.raster.Reset(w, h)
	at := func(p ot.SegmentPoint) (float32, float32) {
		return p.X*scale + dx - float32(x0), -p.Y*scale - float32(y0)
	}
	for i, s := range segments {
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		cx, cy := at(s.Args[2])
		switch s.Op {
		case ot.SegmentOpMoveTo:
			if i > 0 {
				g.raster.ClosePath()
			}
			g.raster.MoveTo(ax, ay)
		case ot.SegmentOpLineTo:
			g.raster.LineTo(ax, ay)
		case ot.SegmentOpQuadTo:
			g.raster.QuadTo(ax, ay, bx, by)
		case ot.SegmentOpCubeTo:
			g.raster.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	g.raster.ClosePath()
	mask := image.NewAlpha(image.Rect(0, 0, w, h))
	g.raster.DrawOp = draw.Src
	g.raster.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	return glyphImage{mask: mask, at: image.Pt(x0, y0)}
}

// picture draws a glyph that brings its own colours, such as an emoji.
func picture(face *font.Face, key glyphKey) glyphImage {
	size := int(key.size)
	ext, ok := face.GlyphExtents(key.id)
	if !ok {
		return glyphImage{}
	}
	scale := float32(size) / float32(face.Upem())
	unit := func(v float32) fixed.Int26_6 { return fixed.Int26_6(v * scale * 64) }
	run := shaping.Output{
		Direction: di.DirectionLTR, Face: face, Size: fixed.I(size),
		Glyphs: []shaping.Glyph{{
			GlyphID: key.id, XBearing: unit(ext.XBearing), YBearing: unit(ext.YBearing),
			Width: unit(ext.Width), Height: unit(ext.Height), XAdvance: unit(face.HorizontalAdvance(key.id)),
		}},
	}
	img := image.NewRGBA(image.Rect(0, 0, 2*size, 2*size))
	r := render.Renderer{FontSize: float32(size), PixScale: 1, Color: color.Black}
	r.DrawShapedRunAt(run, img, size/4, size+size/4)
	return glyphImage{picture: img, at: image.Pt(-size/4, -size-size/4)}
}

func floor(v float32) int {
	i := int(v)
	if float32(i) > v {
		i--
	}
	return i
}
