package textlayout

import "unicode"

// isSimple reports whether a rune can be measured by its advance and pair kerning alone: left to right, one glyph, one
// grapheme, no shaping. Whether a face has it is another question.
func isSimple(r rune) bool {
	switch {
	case r < 0x7f:
		return r >= 0x20 || r == '\t'
	case r < 0xa0:
		return false
	case r < 0x250:
		return r != 0xad
	case r < 0x370:
		return false
	case r < 0x483:
		return true
	case r < 0x48a:
		return false
	case r < 0x530:
		return true
	case r >= 0x1e00 && r < 0x2000:
		return true
	case r >= 0x2010 && r < 0x2028, r >= 0x202f && r < 0x2060:
		return true
	case r >= 0x20a0 && r < 0x20d0, r >= 0x2100 && r < 0x2190:
		return r != 0x2122 && r != 0x2139
	case r >= 0x3000 && r < 0x3100:
		return !(r >= 0x302a && r <= 0x3030) && !(r >= 0x3099 && r <= 0x309a) && r != 0x303d
	case r >= 0x3400 && r < 0x4dc0, r >= 0x4e00 && r < 0xa000, r >= 0xac00 && r < 0xd7a4, r >= 0xf900 && r < 0xfb00:
		return true
	case r >= 0xff01 && r < 0xff61:
		return true
	}
	return false
}

// isWide reports whether a simple rune belongs to the East Asian scripts, which are never kerned.
func isWide(r rune) bool { return r >= 0x3000 }

// isSpecial reports whether a rune is shown as a small box with its number, since it has no shape of its own and a reader
// of texts that matter must know that it is there: control characters, bidi controls, zero-width characters that do
// nothing in the scripts, line and paragraph separators.
func isSpecial(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return false
	case r < 0x20, r >= 0x7f && r < 0xa0:
		return true
	case isBidiControl(r):
		return true
	case r == 0x200b, r == 0x2028, r == 0x2029, r >= 0x2060 && r <= 0x2064, r >= 0x206a && r <= 0x206f:
		return true
	case r == 0x061c, r == 0x180e, r == 0xfeff, r >= 0xfff9 && r <= 0xfffb, r == 0x115f, r == 0x1160, r == 0x3164, r == 0xffa0:
		return true
	}
	return false
}

// isBidiControl reports whether a rune changes the order in which others are shown.
func isBidiControl(r rune) bool {
	return r == 0x200e || r == 0x200f || r == 0x061c || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// joinsPrevious reports whether a rune takes the face of the one before it: combining marks, joiners, variation
// selectors, skin tones and emoji tags only make sense in one glyph run with their base.
func joinsPrevious(r rune) bool {
	switch {
	case r < 0x300:
		return false
	case r == 0x200c, r == 0x200d, r >= 0xfe00 && r <= 0xfe0f, r >= 0x1f3fb && r <= 0x1f3ff, r >= 0xe0020 && r <= 0xe01ef:
		return true
	}
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc)
}

// isHanging reports whether a rune may stand past the right edge: white space at a line's end takes no room.
func isHanging(r rune) bool { return r == ' ' || r == '\t' || r == 0x3000 }

// breakClass is a coarse line breaking class after UAX #14, for the runes that everyday text is made of. Whatever is not
// plain is breakOther and sends the decision to the full algorithm.
type breakClass uint8

const (
	breakOther breakClass = iota
	breakAL               // letters
	breakNU               // digits
	breakIS               // . , : ;
	breakQU               // quotation marks
	breakHY               // -
	breakSY               // /
	breakB2               // em dash
	breakBA               // en dash
	breakOP               // (
	breakCP               // )
	breakEX               // ! ?
	breakID               // ideographs, kana without the small ones, Hangul syllables
	breakSP               // space
)

var asciiBreak = func() (t [128]breakClass) {
	for c := range t {
		r := rune(c)
		switch {
		case r >= '0' && r <= '9':
			t[c] = breakNU
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '`':
			t[c] = breakAL
		}
	}
	for s, class := range map[string]breakClass{
		".,:;": breakIS, `"'`: breakQU, "-": breakHY, "/": breakSY, "([": breakOP, ")]": breakCP, "!?": breakEX, " ": breakSP,
	} {
		for _, r := range s {
			t[r] = class
		}
	}
	return t
}()

func classOf(r rune) breakClass {
	switch {
	case r < 128:
		return asciiBreak[r]
	case r >= 0xc0 && r < 0x250 && r != 0xd7 && r != 0xf7, r >= 0x391 && r < 0x3ff, r >= 0x400 && r < 0x482:
		return breakAL
	case r == 0x2018, r == 0x2019, r == 0x201c, r == 0x201d:
		return breakQU
	case r == 0x2014:
		return breakB2
	case r == 0x2013:
		return breakBA
	case r >= 0x4e00 && r < 0xa000, r >= 0x3400 && r < 0x4dc0:
		return breakID
	}
	return breakOther
}

// breaks answers whether a line may begin between two runes that stand side by side. known is false where the coarse
// classes don't tell. The rules are those of UAX #14 with the classes of go-text's segmenter; a property test holds both
// against each other.
func breaks(prev, next breakClass) (allowed, known bool) {
	if prev == breakOther || next == breakOther || prev == breakSP {
		return false, false
	}
	switch next {
	case breakSP, breakIS, breakCP, breakEX, breakSY, breakHY, breakBA, breakQU:
		return false, true
	case breakB2:
		return prev != breakOP && prev != breakQU && prev != breakB2, true
	}
	switch prev {
	case breakOP, breakQU:
		return false, true
	case breakB2:
		return true, true
	case breakID:
		return true, next != breakOP
	case breakAL, breakNU:
		if next == breakID {
			return true, true
		}
		return false, next == breakAL || next == breakNU
	case breakIS:
		if next == breakAL {
			return false, true
		}
		return next == breakID, next == breakID
	case breakHY, breakSY, breakBA:
		return next == breakAL || next == breakID, next == breakAL || next == breakID
	}
	return false, false
}

// breaksAfterSpace answers whether a line may begin at next when one or more spaces stand between prev and next.
func breaksAfterSpace(prev, next breakClass) (allowed, known bool) {
	switch next {
	case breakAL, breakNU, breakID:
		switch prev {
		case breakAL, breakNU, breakIS, breakQU, breakCP, breakEX, breakID, breakB2, breakBA:
			return true, true
		}
	case breakQU, breakOP, breakB2:
		if prev == breakQU && next == breakOP {
			return false, true
		}
		switch prev {
		case breakAL, breakNU, breakIS, breakEX, breakID:
			return true, true
		}
	}
	return false, false
}
