package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"path/filepath"
	"testing"
)

func TestTheProgramsIconIsTheDrawing(t *testing.T) {
	p := packaged(t)
	want, err := p.drawIcon(512)
	if err != nil {
		t.Fatal(err)
	}
	got, err := png.Decode(bytes.NewReader(read(t, filepath.Join(p.Root, "assets/icon.png"))))
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds() != want.Bounds() {
		t.Fatalf("assets/icon.png is %v", got.Bounds())
	}
	for y := range 512 {
		for x := range 512 {
			if far(got.At(x, y), want.At(x, y)) {
				t.Fatalf("assets/icon.png is not assets/icon.svg at (%d, %d): draw it anew with go run -C .ci/packager . -icons", x, y)
			}
		}
	}
}

// far says that two colours differ by more than another processor's arithmetic explains.
func far(a, b color.Color) bool {
	ar, ag, ab, aa := a.RGBA()
	br, bg, bb, ba := b.RGBA()
	for _, d := range []int64{int64(ar) - int64(br), int64(ag) - int64(bg), int64(ab) - int64(bb), int64(aa) - int64(ba)} {
		if d < -1024 || d > 1024 {
			return true
		}
	}
	return false
}

// looksLikeGalley: round corners, a light sheet, and the orange of a mark.
func looksLikeGalley(t *testing.T, name string, m image.Image) {
	t.Helper()
	b := m.Bounds()
	if _, _, _, a := m.At(b.Min.X, b.Min.Y).RGBA(); a > 0xc000 {
		t.Errorf("%s: its corner is not transparent", name)
	}
	light, orange := 0, 0
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
			switch {
			case c.A < 200:
			case c.R > 240 && c.G > 240 && c.B > 240:
				light++
			case c.R > 200 && c.G < 170 && c.B < 120:
				orange++
			}
		}
	}
	all := b.Dx() * b.Dy()
	if light < all/12 || orange < all/40 {
		t.Errorf("%s: %d light and %d orange pixels of %d", name, light, orange, all)
	}
}

func TestTheIconReadsAtEverySize(t *testing.T) {
	p := packaged(t)
	for _, n := range iconSizes {
		m, err := p.drawIcon(n)
		if err != nil {
			t.Fatal(err)
		}
		if m.Bounds().Dx() != n || m.Bounds().Dy() != n {
			t.Errorf("size %d is %v", n, m.Bounds())
		}
		looksLikeGalley(t, m.Bounds().String(), m)
	}
}

func TestTheIconOfWindowsHoldsEverySizeWhole(t *testing.T) {
	data, err := packaged(t).makeICO()
	if err != nil {
		t.Fatal(err)
	}
	count := int(binary.LittleEndian.Uint16(data[4:]))
	if binary.LittleEndian.Uint16(data[2:]) != 1 || count != 7 {
		t.Fatalf("type %d, %d pictures", binary.LittleEndian.Uint16(data[2:]), count)
	}
	end := 6 + 16*count
	for i := range count {
		e := data[6+16*i:]
		size, offset := int(binary.LittleEndian.Uint32(e[8:])), int(binary.LittleEndian.Uint32(e[12:]))
		if offset != end || offset+size > len(data) {
			t.Fatalf("picture %d is at %d, %d bytes long, of %d", i, offset, size, len(data))
		}
		end = offset + size
		picture, n := data[offset:end], int(e[0])
		if n == 0 {
			m, err := png.Decode(bytes.NewReader(picture))
			if err != nil || m.Bounds().Dx() != 256 {
				t.Errorf("the largest picture: %v", err)
			}
			continue
		}
		if w, h := binary.LittleEndian.Uint32(picture[4:]), binary.LittleEndian.Uint32(picture[8:]); int(w) != n || int(h) != 2*n {
			t.Errorf("picture %d says %d by %d, its entry %d", i, w, h, n)
		}
		if want := 40 + 4*n*n + (n+31)/32*4*n; size != want {
			t.Errorf("the picture of %d pixels has %d bytes, not %d", n, size, want)
		}
	}
	if end != len(data) {
		t.Errorf("%d bytes after the last picture", len(data)-end)
	}
}

func TestTheIconOfMacOSHoldsEveryKind(t *testing.T) {
	data, err := packaged(t).makeICNS()
	if err != nil {
		t.Fatal(err)
	}
	if string(data[:4]) != "icns" || int(binary.BigEndian.Uint32(data[4:])) != len(data) {
		t.Fatalf("head %q, %d bytes", data[:8], len(data))
	}
	rest := data[8:]
	for _, k := range icnsKinds {
		size := int(binary.BigEndian.Uint32(rest[4:]))
		if string(rest[:4]) != k.kind || size > len(rest) {
			t.Fatalf("%q with %d bytes, want %s", rest[:4], size, k.kind)
		}
		m, err := png.Decode(bytes.NewReader(rest[8:size]))
		if err != nil || m.Bounds().Dx() != k.pixels {
			t.Fatalf("%s: %v", k.kind, err)
		}
		looksLikeGalley(t, k.kind, m)
		rest = rest[size:]
	}
	if len(rest) > 0 {
		t.Errorf("%d bytes after the last picture", len(rest))
	}
}
