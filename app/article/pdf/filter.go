package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"fmt"
	"io"

	"golang.org/x/image/tiff/lzw"

	"galley/app/article/draft"
)

// maxStream is the limit of what one stream of a PDF unfolds into, in bytes.
const maxStream = 64 << 20

var errFilter = errors.New("a filter that holds no text")

// filter is one step of how a stream is packed.
type filter struct {
	name                             string
	predictor, colors, bits, columns int
	lateChange                       bool // of LZW: EarlyChange is 0
}

// setDefaults sets what the parameters of a predictor leave out.
func (f *filter) setDefaults() {
	for _, d := range []struct {
		field *int
		value int
	}{{&f.colors, 1}, {&f.bits, 8}, {&f.columns, 1}} {
		if *d.field <= 0 {
			*d.field = d.value
		}
	}
}

// unpack undoes the filters of a stream. A stream that ends too early or goes wrong gives what could be read of it.
func unpack(raw []byte, filters []filter) ([]byte, error) {
	if len(filters) > 8 {
		return nil, fmt.Errorf("%w: %d filters on one stream", draft.ErrLimit, len(filters))
	}
	if len(raw) == 0 { // a page with nothing on it
		return nil, nil
	}
	data := raw
	for _, f := range filters {
		in, err := f.reader(data)
		if err != nil {
			return nil, err
		}
		data, err = readAtMost(in)
		if errors.Is(err, draft.ErrLimit) {
			return nil, err
		}
		if err != nil && len(data) == 0 {
			return nil, fmt.Errorf("unpack %s: %w", f.name, err)
		}
		data = f.unpredict(data)
	}
	return data, nil
}

// readAtMost reads all of in, unless it is more than a stream may hold.
func readAtMost(in io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(in, maxStream+1))
	if len(data) > maxStream {
		return nil, fmt.Errorf("%w: more than %d MB in one stream", draft.ErrLimit, maxStream>>20)
	}
	return data, err
}

func (f filter) reader(data []byte) (io.Reader, error) {
	switch f.name {
	case "FlateDecode", "Fl":
		return zlib.NewReader(bytes.NewReader(bytes.TrimLeft(data, "\r\n")))
	case "LZWDecode", "LZW":
		if f.lateChange {
			return nil, fmt.Errorf("%w: LZW with a late change", errFilter)
		}
		return lzw.NewReader(bytes.NewReader(data), lzw.MSB, 8), nil
	case "ASCII85Decode", "A85":
		return ascii85.NewDecoder(bytes.NewReader(ascii85Body(data))), nil
	case "ASCIIHexDecode", "AHx":
		l := lexer{data: data}
		return bytes.NewReader([]byte(l.hex())), nil
	case "RunLengthDecode", "RL":
		return bytes.NewReader(runLength(data)), nil
	case "Crypt":
		return bytes.NewReader(data), nil
	}
	return nil, fmt.Errorf("%w: %s", errFilter, f.name)
}

// ascii85Body cuts the marks around the data off.
func ascii85Body(data []byte) []byte {
	data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
	if i := bytes.IndexByte(data, '~'); i >= 0 {
		data = data[:i]
	}
	return data
}

func runLength(data []byte) []byte {
	var out []byte
	for len(data) > 1 && data[0] != 128 && len(out) <= maxStream {
		n := int(data[0])
		if n < 128 {
			end := min(len(data), n+2)
			out = append(out, data[1:end]...)
			data = data[end:]
			continue
		}
		out = append(out, bytes.Repeat(data[1:2], 257-n)...)
		data = data[2:]
	}
	return out
}

// unpredict undoes the predictors of PNG, which stand before the packing. That of TIFF is for images.
func (f filter) unpredict(data []byte) []byte {
	if f.predictor < 10 {
		return data
	}
	colors, bits, columns := f.colors, f.bits, f.columns
	if colors > 32 || bits > 32 || columns > 1<<20 {
		return nil
	}
	size, row := max(1, colors*bits/8), (colors*bits*columns+7)/8
	out := make([]byte, 0, len(data))
	before := make([]byte, row)
	for len(data) > 1 {
		kind, line := data[0], data[1:min(len(data), row+1)]
		data = data[len(line)+1:]
		start := len(out)
		out = append(out, line...)
		now := out[start:]
		for i := range now {
			now[i] += predicted(kind, now, before, i, size)
		}
		copy(before, now)
	}
	return out
}

func predicted(kind byte, now, before []byte, i, size int) byte {
	var left, corner byte
	if i >= size {
		left, corner = now[i-size], before[i-size]
	}
	up := before[i]
	switch kind {
	case 1:
		return left
	case 2:
		return up
	case 3:
		return byte((int(left) + int(up)) / 2)
	case 4:
		return paeth(int(left), int(up), int(corner))
	}
	return 0
}

func paeth(a, b, c int) byte {
	p := a + b - c
	da, db, dc := abs(p-a), abs(p-b), abs(p-c)
	switch {
	case da <= db && da <= dc:
		return byte(a)
	case db <= dc:
		return byte(b)
	}
	return byte(c)
}

func abs(n int) int { return max(n, -n) }
