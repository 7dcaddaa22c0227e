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

// roundRect fills a rectangle with corners rounded by r pixels; the corners are smoothed by sampling each pixel 4 by 4.
func roundRect(dst *image.RGBA, box image.Rectangle, r int, c color.NRGBA) {
	r = min(r, box.Dx()/2, box.Dy()/2)
	fill(dst, image.Rect(box.Min.X, box.Min.Y+r, box.Max.X, box.Max.Y-r), c)
	fill(dst, image.Rect(box.Min.X+r, box.Min.Y, box.Max.X-r, box.Min.Y+r), c)
	fill(dst, image.Rect(box.Min.X+r, box.Max.Y-r, box.Max.X-r, box.Max.Y), c)
	for y := range r {
		for x := range r {
			covered := 0
			for s := range 16 {
				dx, dy := 8*r-8*x-2*(s%4)-1, 8*r-8*y-2*(s/4)-1
				if dx*dx+dy*dy <= 64*r*r {
					covered++
				}
			}
			soft := color.NRGBA{c.R, c.G, c.B, uint8(int(c.A) * covered / 16)}
			for _, p := range []image.Point{
				{box.Min.X + x, box.Min.Y + y}, {box.Max.X - 1 - x, box.Min.Y + y},
				{box.Min.X + x, box.Max.Y - 1 - y}, {box.Max.X - 1 - x, box.Max.Y - 1 - y},
			} {
				fill(dst, image.Rectangle{Min: p, Max: p.Add(image.Pt(1, 1))}, soft)
			}
		}
	}
}
