package textpaint

import (
	"image"
	"image/color"
)

// fill lays a colour over a rectangle of dst.
func fill(dst *image.RGBA, r image.Rectangle, c color.NRGBA) {
	r = r.Intersect(dst.Rect)
	if r.Empty() || c.A == 0 {
		return
	}
	if c.A == 255 {
		first := dst.Pix[dst.PixOffset(r.Min.X, r.Min.Y):][: 4*r.Dx() : 4*r.Dx()]
		for i := 0; i < len(first); i += 4 {
			first[i], first[i+1], first[i+2], first[i+3] = c.R, c.G, c.B, 255
		}
		for y := r.Min.Y + 1; y < r.Max.Y; y++ {
			copy(dst.Pix[dst.PixOffset(r.Min.X, y):], first)
		}
		return
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := dst.Pix[dst.PixOffset(r.Min.X, y):][:4*r.Dx()]
		for i := 0; i < len(row); i += 4 {
			blend(row[i:i+4:i+4], c, uint32(c.A))
		}
	}
}

// blend lays a colour with the given coverage over one premultiplied pixel.
func blend(p []byte, c color.NRGBA, a uint32) {
	n := 255 - a
	p[0] = byte((uint32(c.R)*a + uint32(p[0])*n + 127) / 255)
	p[1] = byte((uint32(c.G)*a + uint32(p[1])*n + 127) / 255)
	p[2] = byte((uint32(c.B)*a + uint32(p[2])*n + 127) / 255)
	p[3] = byte((255*a + uint32(p[3])*n + 127) / 255)
}

// stamp fills a glyph's mask with a colour, its top left corner at (x, y).
func stamp(dst *image.RGBA, mask *image.Alpha, x, y int, c color.NRGBA) {
	r := mask.Rect.Add(image.Pt(x, y)).Intersect(dst.Rect)
	for py := r.Min.Y; py < r.Max.Y; py++ {
		src := mask.Pix[(py-y)*mask.Stride+r.Min.X-x:][:r.Dx()]
		row := dst.Pix[dst.PixOffset(r.Min.X, py):][:4*r.Dx()]
		for i, a := range src {
			switch a {
			case 0:
			case 255:
				if c.A == 255 {
					row[4*i], row[4*i+1], row[4*i+2], row[4*i+3] = c.R, c.G, c.B, 255
					continue
				}
				fallthrough
			default:
				blend(row[4*i:4*i+4:4*i+4], c, uint32(a)*uint32(c.A)/255)
			}
		}
	}
}

// paste draws a coloured picture over dst, its top left corner at (x, y).
func paste(dst *image.RGBA, src *image.RGBA, x, y int) {
	r := src.Rect.Add(image.Pt(x, y)).Intersect(dst.Rect)
	for py := r.Min.Y; py < r.Max.Y; py++ {
		from := src.Pix[src.PixOffset(r.Min.X-x, py-y):][:4*r.Dx()]
		to := dst.Pix[dst.PixOffset(r.Min.X, py):][:4*r.Dx()]
		for i := 0; i < len(from); i += 4 {
			n := 255 - uint32(from[i+3])
			for k := range 4 {
				to[i+k] = byte(uint32(from[i+k]) + uint32(to[i+k])*n/255)
			}
		}
	}
}

// frame draws the outline of a rectangle, w pixels thick, inside it.
func frame(dst *image.RGBA, r image.Rectangle, w int, c color.NRGBA) {
	fill(dst, image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+w), c)
	fill(dst, image.Rect(r.Min.X, r.Max.Y-w, r.Max.X, r.Max.Y), c)
	fill(dst, image.Rect(r.Min.X, r.Min.Y+w, r.Min.X+w, r.Max.Y-w), c)
	fill(dst, image.Rect(r.Max.X-w, r.Min.Y+w, r.Max.X, r.Max.Y-w), c)
}

// roundRect fills a rectangle with corners rounded by r pixels.
func roundRect(dst *image.RGBA, box image.Rectangle, r int, c color.NRGBA) {
	for y := box.Min.Y; y < box.Max.Y; y++ {
		dy := max(box.Min.Y+r-y, y-(box.Max.Y-1-r), 0)
		inset, soft := 0, uint32(255)
		if dy > 0 {
			// 16 parts of a pixel, so that the corner's edge can be softened
			reach := isqrt(256*(r*r) - 256*dy*dy)
			inset = r - reach/16 - 1
			soft = uint32(reach%16) * 255 / 16
			if inset < 0 {
				inset, soft = 0, 255
			}
		}
		fill(dst, image.Rect(box.Min.X+inset+1, y, box.Max.X-inset-1, y+1), c)
		edge := color.NRGBA{c.R, c.G, c.B, byte(uint32(c.A) * soft / 255)}
		fill(dst, image.Rect(box.Min.X+inset, y, box.Min.X+inset+1, y+1), edge)
		fill(dst, image.Rect(box.Max.X-inset-1, y, box.Max.X-inset, y+1), edge)
	}
}

func isqrt(v int) int {
	if v <= 0 {
		return 0
	}
	x := v
	for y := (x + 1) / 2; y < x; y = (x + v/x) / 2 {
		x = y
	}
	return x
}
