package pdf

import (
	"regexp"
	"strings"

	parser "github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	xunicode "golang.org/x/text/encoding/unicode"
)

// unknownGlyph stands for a glyph whose meaning the file does not tell.
const unknownGlyph = "\ufffd"

// font tells the texts and the widths of the codes in the strings of a page.
type font struct {
	bold     bool
	mono     bool // all its letters are of the same width
	vertical bool // writes from top to bottom
	known    map[string]char
	length   func(s string) int
	meaning  func(code string) string
	width    func(code string) float64 // in parts of the font's size
}

type char struct {
	text  string
	width float64
	space bool // is widened by the word spacing
}

// next returns the first character of s and the rest.
func (f *font) next(s string) (char, string) {
	n := max(1, min(f.length(s), len(s)))
	code := s[:n]
	c, ok := f.known[code]
	if !ok {
		c = char{text: f.meaning(code), width: f.width(code), space: n == 1 && code == " "}
		f.known[code] = c
	}
	return c, s[n:]
}

// loadFont reads a font. One that can't be read gives text that is not known.
func (f *file) loadFont(v parser.Value) *font {
	name := f.key(v, "BaseFont").Name()
	font := &font{
		known: make(map[string]char), bold: isBold(name), mono: monoName.MatchString(name), length: func(string) int { return 1 },
		meaning: func(string) string { return unknownGlyph }, width: func(string) float64 { return .5 },
	}
	var told *cmap
	if data, err := f.stream(f.key(v, "ToUnicode")); err == nil {
		told = parseCMap(data)
	}
	if f.key(v, "Subtype").Name() == "Type0" {
		f.loadComposite(font, v)
	} else {
		f.loadSimple(font, v, name)
	}
	own := font.meaning
	font.meaning = func(code string) string {
		if told != nil {
			if t := told.text(codeOf(code)); strings.Trim(t, unknownGlyph) != "" {
				return spelled(t)
			}
		}
		return spelled(own(code))
	}
	return font
}

// monoName are the names of fonts for listings.
var monoName = regexp.MustCompile(`(?i)mono|courier|consol|typewriter|cmtt|\+tt|code`)

func isBold(name string) bool {
	name = strings.ToLower(name)
	for _, s := range []string{"bold", "black", "heavy", "cmbx", "semib", "demi"} {
		if strings.Contains(name, s) {
			return true
		}
	}
	return false
}

// loadSimple reads a font whose codes are single bytes.
func (f *file) loadSimple(font *font, v parser.Value, name string) {
	table := f.simpleEncoding(v, name)
	font.meaning = func(code string) string { return table[code[0]] }

	first, list, missing := f.key(v, "FirstChar").Int64(), f.key(v, "Widths"), f.key(f.key(v, "FontDescriptor"), "MissingWidth").Float64()
	unit := .001
	if f.key(v, "Subtype").Name() == "Type3" {
		unit = f.index(f.key(v, "FontMatrix"), 0).Float64()
	}
	var widths [256]float64
	for c := range widths {
		i := c - int(first)
		switch {
		case i >= 0 && i < list.Len():
			widths[c] = f.index(list, i).Float64() * unit
		case list.Len() == 0:
			widths[c] = standardWidth(name, table[c])
		default:
			widths[c] = missing * unit
		}
	}
	font.width = func(code string) float64 { return widths[code[0]] }
}

// simpleEncoding returns the texts of the 256 codes of a font.
func (f *file) simpleEncoding(v parser.Value, name string) []string {
	enc := f.key(v, "Encoding")
	base := enc.Name()
	if enc.Kind() == parser.Dict {
		base = f.key(enc, "BaseEncoding").Name()
	}
	var table []string
	switch {
	case strings.Contains(name, "Dingbats"):
		table = dingbatsEncoding()
	case name == "Symbol" || strings.HasSuffix(name, "+Symbol"):
		table = symbolEncoding()
	case base == "" && f.key(v, "Subtype").Name() == "TrueType":
		table = baseEncoding("WinAnsiEncoding")
	default:
		table = baseEncoding(base)
	}
	var codes []int
	var names []string
	if base == "" {
		if data, err := f.stream(f.key(f.key(v, "FontDescriptor"), "FontFile")); err == nil {
			codes, names = builtInEncoding(data)
		}
	}
	diff, code := f.key(enc, "Differences"), 0
	for i := range min(diff.Len(), 1024) {
		switch e := f.index(diff, i); e.Kind() {
		case parser.Integer:
			code = int(e.Int64())
		case parser.Name:
			if code >= 0 && code < 256 {
				codes, names = append(codes, code), append(names, e.Name())
			}
			code++
		}
	}
	for i, text := range glyphTexts(names) {
		if text == "" {
			text = unnamed(codes[i], names[i])
		}
		table[codes[i]] = text
	}
	return table
}

// bitmapName are the names that glyphs have which were made from the pixels of a font.
var bitmapName = regexp.MustCompile(`^[A-Za-z]{0,2}\d+$`)

// unnamed guesses what a code means whose glyph has a name of the writer's own: bitmap fonts made by TeX keep its codes.
func unnamed(code int, name string) string {
	switch {
	case name == ".notdef", name == "circlecopyrt": // TeX prints a circle around a c
		return ""
	case !bitmapName.MatchString(name):
		return unknownGlyph
	case code >= 11 && code <= 15:
		return [...]string{"ff", "fi", "fl", "ffi", "ffl"}[code-11]
	case code > 32 && code < 127:
		return string(rune(code))
	}
	return unknownGlyph
}

// loadComposite reads a font whose codes have several bytes.
func (f *file) loadComposite(font *font, v parser.Value) {
	font.length = func(s string) int { return min(2, len(s)) }
	enc := f.key(v, "Encoding")
	font.vertical = strings.HasSuffix(enc.Name(), "-V")
	var codes *cmap
	if data, err := f.stream(enc); err == nil {
		codes = parseCMap(data)
		font.length = codes.codeLength
	}
	legacy := legacyEncoding(enc.Name())
	if legacy != nil {
		font.meaning = func(code string) string {
			t, err := legacy.NewDecoder().String(code)
			if err != nil {
				return unknownGlyph
			}
			return t
		}
		if legacy != utf16BE {
			font.length = legacyLength
		}
	}
	kid := f.index(f.key(v, "DescendantFonts"), 0)
	standard := 1.0
	if dw := f.key(kid, "DW"); !dw.IsNull() {
		standard = dw.Float64() / 1000
	}
	widths := f.glyphWidths(f.key(kid, "W"))
	font.width = func(code string) float64 {
		n := codeOf(code)
		if codes != nil {
			n = codes.glyph(n)
		}
		if w, ok := widths[n]; ok && legacy == nil {
			return w
		}
		if legacy != nil && (len(code) == 1 || legacy == utf16BE && n < 0x80) {
			return standard / 2
		}
		return standard
	}
}

// glyphWidths reads the widths of a composite font: "c [w …]" from c on, "from to w" for all between.
func (f *file) glyphWidths(list parser.Value) map[uint32]float64 {
	widths := make(map[uint32]float64)
	left := 1 << 18 // entries; ranges can be long and overlap
	for i := 0; i+1 < list.Len() && left > 0; {
		first, second := f.index(list, i).Int64(), f.index(list, i+1)
		if second.Kind() == parser.Array {
			for j := range second.Len() {
				widths[uint32(first)+uint32(j)] = f.index(second, j).Float64() / 1000
			}
			i += 2
			continue
		}
		w := f.index(list, i+2).Float64() / 1000
		for c := max(0, first); c <= second.Int64() && c < 1<<16; c++ {
			left--
			widths[uint32(c)] = w
		}
		i += 3
	}
	return widths
}

var utf16BE = xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM)

// legacyEncoding returns the encoding behind one of the named character maps for East Asia, nil for others.
func legacyEncoding(name string) encoding.Encoding {
	for _, e := range []struct {
		part     string
		encoding encoding.Encoding
	}{
		{"UCS2", utf16BE}, {"UTF16", utf16BE}, {"RKSJ", japanese.ShiftJIS}, {"GBK2K", simplifiedchinese.GB18030},
		{"GBK", simplifiedchinese.GBK}, {"GB-EUC", simplifiedchinese.GBK}, {"GBpc", simplifiedchinese.GBK},
		{"B5", traditionalchinese.Big5}, {"HKscs", traditionalchinese.Big5}, {"KSC", korean.EUCKR},
	} {
		if strings.Contains(name, e.part) {
			return e.encoding
		}
	}
	if name == "EUC-H" || name == "EUC-V" {
		return japanese.EUCJP
	}
	return nil
}

// legacyLength is the length of a code in the encodings that mix ASCII and pairs of bytes.
func legacyLength(s string) int {
	if s[0] < 0x80 || s[0] >= 0xa1 && s[0] <= 0xdf && len(s) == 1 {
		return 1
	}
	return min(2, len(s))
}
