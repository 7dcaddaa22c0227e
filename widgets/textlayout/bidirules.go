package textlayout

import (
	"github.com/go-text/typesetting/unicodedata"
	"golang.org/x/text/unicode/bidi"
)

// The rules of UAX #9 that work on one isolating run sequence (W1 to I2), and those that order a line (L1, L2).

// weak applies rules W1 to W7.
func (b *bidiText) weak(s bidiSequence) {
	b.marksAndNumbers(s)
	b.separators(s)
	b.terminators(s)
	lastStrong := s.sos
	for _, i := range s.at { // W7
		switch b.class[i] {
		case bidi.L, bidi.R:
			lastStrong = b.class[i]
		case bidi.EN:
			if lastStrong == bidi.L {
				b.class[i] = bidi.L
			}
		}
	}
}

// marksAndNumbers applies rules W1 to W3.
func (b *bidiText) marksAndNumbers(s bidiSequence) {
	prev, lastStrong := s.sos, s.sos
	for _, i := range s.at {
		if b.class[i] == bidi.NSM {
			b.class[i] = prev
			if prev == bidi.LRI || prev == bidi.RLI || prev == bidi.FSI || prev == bidi.PDI {
				b.class[i] = bidi.ON
			}
		}
		prev = b.class[i]
		switch b.class[i] {
		case bidi.L, bidi.R, bidi.AL:
			lastStrong = b.class[i]
		case bidi.EN:
			if lastStrong == bidi.AL {
				b.class[i] = bidi.AN
			}
		}
	}
	for _, i := range s.at {
		if b.class[i] == bidi.AL {
			b.class[i] = bidi.R
		}
	}
}

// separators applies rule W4.
func (b *bidiText) separators(s bidiSequence) {
	for k := 1; k < len(s.at)-1; k++ {
		i := s.at[k]
		p, n := b.class[s.at[k-1]], b.class[s.at[k+1]]
		if p == n && (b.class[i] == bidi.ES && p == bidi.EN || b.class[i] == bidi.CS && (p == bidi.EN || p == bidi.AN)) {
			b.class[i] = p
		}
	}
}

// terminators applies rules W5 and W6.
func (b *bidiText) terminators(s bidiSequence) {
	for k := 0; k < len(s.at); k++ {
		c := b.class[s.at[k]]
		if c == bidi.ES || c == bidi.CS {
			b.class[s.at[k]] = bidi.ON
		}
		if c != bidi.ET {
			continue
		}
		end := k
		for end < len(s.at) && b.class[s.at[end]] == bidi.ET {
			end++
		}
		to := bidi.ON
		if k > 0 && b.class[s.at[k-1]] == bidi.EN || end < len(s.at) && b.class[s.at[end]] == bidi.EN {
			to = bidi.EN
		}
		for ; k < end; k++ {
			b.class[s.at[k]] = to
		}
		k--
	}
}

// direction is how N0 to N2 see a class: numbers count as right to left.
func direction(c bidi.Class) (bidi.Class, bool) {
	switch c {
	case bidi.L:
		return bidi.L, true
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R, true
	}
	return bidi.ON, false
}

// brackets applies rule N0 with the pairs of BD16.
func (b *bidiText) brackets(s bidiSequence) {
	e := strong(s.level)
	for _, p := range b.bracketPairs(s) {
		foundE, foundO := false, false
		for k := p[0] + 1; k < p[1]; k++ {
			if d, ok := direction(b.class[s.at[k]]); ok {
				foundE = foundE || d == e
				foundO = foundO || d != e
			}
		}
		to := bidi.ON
		switch {
		case foundE:
			to = e
		case foundO:
			to = e
			before := s.sos
			for k := p[0] - 1; k >= 0; k-- {
				if d, ok := direction(b.class[s.at[k]]); ok {
					before = d
					break
				}
			}
			if before != e {
				to = before
			}
		}
		if to == bidi.ON {
			continue
		}
		for _, k := range p {
			b.class[s.at[k]] = to
			for j := k + 1; j < len(s.at) && b.orig[s.at[j]] == bidi.NSM; j++ {
				b.class[s.at[j]] = to
			}
		}
	}
}

func (b *bidiText) bracketPairs(s bidiSequence) (pairs [][2]int) {
	type open struct {
		closer rune
		k      int
	}
	var stack []open
	for k, i := range s.at {
		if b.class[i] != bidi.ON {
			continue
		}
		r := canonicalBracket(b.text[i])
		p, _ := bidi.LookupRune(r)
		if !p.IsBracket() {
			continue
		}
		if p.IsOpeningBracket() {
			if len(stack) == 63 {
				break
			}
			closer, _ := unicodedata.LookupMirrorChar(r)
			stack = append(stack, open{closer, k})
			continue
		}
		for j := len(stack) - 1; j >= 0; j-- {
			if stack[j].closer == r {
				pairs = append(pairs, [2]int{stack[j].k, k})
				stack = stack[:j]
				break
			}
		}
	}
	for i := 1; i < len(pairs); i++ { // in order of their opening bracket
		for j := i; j > 0 && pairs[j][0] < pairs[j-1][0]; j-- {
			pairs[j], pairs[j-1] = pairs[j-1], pairs[j]
		}
	}
	return pairs
}

func canonicalBracket(r rune) rune {
	switch r {
	case 0x2329:
		return 0x3008
	case 0x232a:
		return 0x3009
	}
	return r
}

// neutral applies rules N1 and N2.
func (b *bidiText) neutral(s bidiSequence) {
	for k := 0; k < len(s.at); k++ {
		if _, ok := direction(b.class[s.at[k]]); ok {
			continue
		}
		end := k
		for end < len(s.at) {
			if _, ok := direction(b.class[s.at[end]]); ok {
				break
			}
			end++
		}
		before, after := s.sos, s.eos
		if k > 0 {
			before, _ = direction(b.class[s.at[k-1]])
		}
		if end < len(s.at) {
			after, _ = direction(b.class[s.at[end]])
		}
		to := strong(s.level)
		if before == after {
			to = before
		}
		for ; k < end; k++ {
			b.class[s.at[k]] = to
		}
		k--
	}
}

// implicit applies rules I1 and I2.
func (b *bidiText) implicit(s bidiSequence) {
	for _, i := range s.at {
		switch c := b.class[i]; {
		case s.level&1 == 0 && c == bidi.R:
			b.level[i]++
		case s.level&1 == 0 && (c == bidi.AN || c == bidi.EN):
			b.level[i] += 2
		case s.level&1 == 1 && c != bidi.R:
			b.level[i]++
		}
	}
}

// lineLevels applies rule L1 to a copy of one line's levels: separators and the white space before them or at the line's
// end get the base level.
func lineLevels(levels []uint8, classes []bidi.Class, base uint8) []uint8 {
	out := append([]uint8(nil), levels...)
	reset := len(out)
	for i := len(out) - 1; i >= 0; i-- {
		switch classes[i] {
		case bidi.B, bidi.S:
			out[i] = base
			reset = i
		case bidi.WS, bidi.FSI, bidi.LRI, bidi.RLI, bidi.PDI, bidi.BN, bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF:
			if reset == i+1 {
				out[i] = base
				reset = i
			}
		}
	}
	return out
}

// visualOrder applies rule L2: the indices of the line's runes from left to right.
func visualOrder(levels []uint8) []int {
	order := make([]int, len(levels))
	highest, lowestOdd := uint8(0), uint8(255)
	for i, l := range levels {
		order[i] = i
		highest = max(highest, l)
		if l&1 == 1 {
			lowestOdd = min(lowestOdd, l)
		}
	}
	for l := highest; l >= lowestOdd && l > 0; l-- {
		for i := 0; i < len(order); i++ {
			if levels[order[i]] < l {
				continue
			}
			end := i
			for end < len(order) && levels[order[end]] >= l {
				end++
			}
			for a, z := i, end-1; a < z; a, z = a+1, z-1 {
				order[a], order[z] = order[z], order[a]
			}
			i = end
		}
	}
	return order
}
