package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

// iconSizes are the pixels of the icons of Linux desktops and, up to 256, of Windows.
var iconSizes = []int{16, 24, 32, 48, 64, 128, 256, 512}

// drawIcon draws the icon n pixels wide. The smallest is a drawing of its own, whole pixel by whole pixel.
func (p *product) drawIcon(n int) (*image.NRGBA, error) {
	path := filepath.Join(p.Root, "assets/icon.svg")
	if n <= 16 {
		path = p.source("icon-16.svg")
	}
	return drawSVG(path, n, 0)
}

// drawSVG draws a square picture n pixels wide, with a margin left free on all sides.
func drawSVG(path string, n, margin int) (*image.NRGBA, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	icon, err := oksvg.ReadIconStream(bytes.NewReader(data), oksvg.StrictErrorMode)
	if err != nil {
		return nil, err
	}
	icon.SetTarget(float64(margin), float64(margin), float64(n-2*margin), float64(n-2*margin))
	canvas := image.NewRGBA(image.Rect(0, 0, n, n))
	icon.Draw(rasterx.NewDasher(n, n, rasterx.NewScannerGV(n, n, canvas, canvas.Bounds())), 1)
	straight := image.NewNRGBA(canvas.Bounds())
	draw.Draw(straight, canvas.Bounds(), canvas, image.Point{}, draw.Src)
	return straight, nil
}

func encodePNG(m image.Image) ([]byte, error) {
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, m)
	return out.Bytes(), err
}

func (p *product) iconPNG(n int) ([]byte, error) {
	m, err := p.drawIcon(n)
	if err != nil {
		return nil, err
	}
	return encodePNG(m)
}

// writeWindowIcon draws assets/icon.png, which is compiled into the program, after icon.svg was changed.
func writeWindowIcon(p *product) error {
	data, err := p.iconPNG(512)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(p.Root, "assets/icon.png"), data, 0o644)
}

// makeICO is the icon of Windows. The largest picture is a PNG; older parts of Windows and the installer want the others
// as bitmaps.
func (p *product) makeICO() ([]byte, error) {
	type entry struct {
		W, H, Colours, Zero byte
		Planes, Bits        uint16
		Size, Offset        uint32
	}
	var entries []entry
	var pictures [][]byte
	for _, n := range iconSizes {
		if n > 256 {
			continue
		}
		m, err := p.drawIcon(n)
		if err != nil {
			return nil, err
		}
		data := bitmap(m)
		if n == 256 {
			if data, err = encodePNG(m); err != nil {
				return nil, err
			}
		}
		entries = append(entries, entry{W: byte(n), H: byte(n), Planes: 1, Bits: 32, Size: uint32(len(data))}) // 256 is written as 0
		pictures = append(pictures, data)
	}
	offset := uint32(6 + 16*len(entries))
	for i := range entries {
		entries[i].Offset = offset
		offset += entries[i].Size
	}
	var out bytes.Buffer
	binary.Write(&out, binary.LittleEndian, []uint16{0, 1, uint16(len(entries))})
	binary.Write(&out, binary.LittleEndian, entries)
	out.Write(bytes.Join(pictures, nil))
	return out.Bytes(), nil
}

// bitmap is a picture as icons of Windows hold it: rows from below, blue first, then a mask of what is transparent.
func bitmap(m *image.NRGBA) []byte {
	n := m.Bounds().Dx()
	maskRow := (n + 31) / 32 * 4
	var out bytes.Buffer
	binary.Write(&out, binary.LittleEndian, struct {
		Size, W, H   uint32
		Planes, Bits uint16
		Rest         [6]uint32
	}{Size: 40, W: uint32(n), H: uint32(2 * n), Planes: 1, Bits: 32})
	for y := n - 1; y >= 0; y-- {
		for x := range n {
			c := m.NRGBAAt(x, y)
			out.Write([]byte{c.B, c.G, c.R, c.A})
		}
	}
	for y := n - 1; y >= 0; y-- {
		row := make([]byte, maskRow)
		for x := range n {
			if m.NRGBAAt(x, y) == (color.NRGBA{}) {
				row[x/8] |= 0x80 >> (x % 8)
			}
		}
		out.Write(row)
	}
	return out.Bytes()
}

// icnsKinds are the pictures of a macOS icon by their pixels. Each stands for a size at one or two pixels a point.
var icnsKinds = []struct {
	kind   string
	pixels int
}{{"ic11", 32}, {"ic12", 64}, {"ic07", 128}, {"ic13", 256}, {"ic08", 256}, {"ic14", 512}, {"ic09", 512}, {"ic10", 1024}}

// makeICNS is the icon of macOS, where icons leave a margin of a tenth around them.
func (p *product) makeICNS() ([]byte, error) {
	var body bytes.Buffer
	for _, k := range icnsKinds {
		m, err := drawSVG(filepath.Join(p.Root, "assets/icon.svg"), k.pixels, k.pixels/14)
		if err != nil {
			return nil, err
		}
		data, err := encodePNG(m)
		if err != nil {
			return nil, err
		}
		body.WriteString(k.kind)
		binary.Write(&body, binary.BigEndian, uint32(8+len(data)))
		body.Write(data)
	}
	head := binary.BigEndian.AppendUint32([]byte("icns"), uint32(8+body.Len()))
	return append(head, body.Bytes()...), nil
}
