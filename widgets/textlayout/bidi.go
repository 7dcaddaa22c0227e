package textlayout

import (
	"github.com/go-text/typesetting/unicodedata"
	"golang.org/x/text/unicode/bidi"
)

// The Unicode bidirectional algorithm (UAX #9), down to levels: golang.org/x/text keeps its levels to itself and hands
// out directions only, which is not enough to order a line that holds numbers inside right-to-left text.

// maxBidiDepth is max_depth of UAX #9.
const maxBidiDepth = 125

// baseLevel returns the paragraph's embedding level, 0 or 1: that of its first strong character outside isolates
// (rules P2 and P3); 0 where there is none.
func baseLevel(text []rune) uint8 {
	depth := 0
	for _, r := range text {
		switch bidiClass(r) {
		case bidi.L:
			if depth == 0 {
				return 0
			}
		case bidi.R, bidi.AL:
			if depth == 0 {
				return 1
			}
		case bidi.LRI, bidi.RLI, bidi.FSI:
			depth++
		case bidi.PDI:
			depth = max(depth-1, 0)
		}
	}
	return 0
}

func bidiClass(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// bidiText is one paragraph on its way through the algorithm.
type bidiText struct {
	text    []rune
	base    uint8
	orig    []bidi.Class // as the characters have them
	class   []bidi.Class // as the rules change them
	level   []uint8
	removed []bool // rule X9
	pdi     []int  // index of the PDI that matches an isolate initiator, else -1
	opener  []int  // the reverse
}

// bidiLevels returns the embedding level of each rune of a paragraph with the given base level, before rule L1, and the
// runes' own classes.
func bidiLevels(text []rune, base uint8) ([]uint8, []bidi.Class) {
	n := len(text)
	b := &bidiText{
		text: text, base: base, orig: make([]bidi.Class, n), class: make([]bidi.Class, n),
		level: make([]uint8, n), removed: make([]bool, n), pdi: make([]int, n), opener: make([]int, n),
	}
	for i, r := range text {
		b.orig[i] = bidiClass(r)
	}
	copy(b.class, b.orig)
	b.matchIsolates()
	b.explicit()
	for _, seq := range b.sequences() {
		b.weak(seq)
		b.brackets(seq)
		b.neutral(seq)
		b.implicit(seq)
	}
	// Rule X9 leaves open where removed characters stand. Embeddings and their ends are shown as boxes: they keep the level
	// around them, so that the boxes enclose what they turn. The others follow the character before them.
	for i := range b.level {
		if b.removed[i] && b.orig[i] == bidi.BN {
			b.level[i] = base
			if i > 0 {
				b.level[i] = b.level[i-1]
			}
		}
	}
	return b.level, b.orig
}

// matchIsolates finds the PDI of each isolate initiator (BD9).
func (b *bidiText) matchIsolates() {
	var stack []int
	for i, c := range b.orig {
		b.pdi[i], b.opener[i] = -1, -1
		switch c {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			stack = append(stack, i)
		case bidi.PDI:
			if len(stack) > 0 {
				o := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				b.pdi[o], b.opener[i] = i, o
			}
		}
	}
}

type bidiStatus struct {
	level    uint8
	override bidi.Class // bidi.ON for neutral
	isolate  bool
}

// explicit applies rules X1 to X9.
func (b *bidiText) explicit() {
	stack := []bidiStatus{{level: b.base, override: bidi.ON}}
	overflowIsolates, overflowEmbeddings, validIsolates := 0, 0, 0
	for i, c := range b.orig {
		top := stack[len(stack)-1]
		isolate := c == bidi.LRI || c == bidi.RLI || c == bidi.FSI
		switch c {
		case bidi.RLE, bidi.LRE, bidi.RLO, bidi.LRO, bidi.RLI, bidi.LRI, bidi.FSI:
			right := c == bidi.RLE || c == bidi.RLO || c == bidi.RLI
			if c == bidi.FSI {
				end := b.pdi[i]
				if end < 0 {
					end = len(b.text)
				}
				right = baseLevel(b.text[i+1:end]) == 1
			}
			b.level[i] = top.level
			if isolate {
				b.override(i, top)
			} else {
				b.removed[i] = true
			}
			level := nextLevel(top.level, right)
			if level > maxBidiDepth || overflowIsolates > 0 || overflowEmbeddings > 0 {
				if isolate {
					overflowIsolates++
				} else if overflowIsolates == 0 {
					overflowEmbeddings++
				}
				continue
			}
			s := bidiStatus{level: level, override: bidi.ON, isolate: isolate}
			if c == bidi.RLO {
				s.override = bidi.R
			} else if c == bidi.LRO {
				s.override = bidi.L
			}
			if isolate {
				validIsolates++
			}
			stack = append(stack, s)
		case bidi.PDI:
			if overflowIsolates > 0 {
				overflowIsolates--
			} else if validIsolates > 0 {
				overflowEmbeddings = 0
				for !stack[len(stack)-1].isolate {
					stack = stack[:len(stack)-1]
				}
				stack = stack[:len(stack)-1]
				validIsolates--
			}
			top = stack[len(stack)-1]
			b.level[i] = top.level
			b.override(i, top)
		case bidi.PDF:
			b.removed[i] = true
			b.level[i] = top.level
			if overflowIsolates > 0 {
				continue
			}
			if overflowEmbeddings > 0 {
				overflowEmbeddings--
			} else if !top.isolate && len(stack) > 1 {
				stack = stack[:len(stack)-1]
				b.level[i] = stack[len(stack)-1].level
			}
		case bidi.BN:
			b.removed[i] = true
			b.level[i] = top.level
		case bidi.B:
			b.level[i] = b.base
		default:
			b.level[i] = top.level
			b.override(i, top)
		}
	}
}

func (b *bidiText) override(i int, s bidiStatus) {
	if s.override != bidi.ON {
		b.class[i] = s.override
	}
}

func nextLevel(level uint8, right bool) uint8 {
	if right {
		return (level + 1) | 1
	}
	return (level + 2) &^ 1
}

// bidiSequence is an isolating run sequence: the indices of its runes and what stands before and after it.
type bidiSequence struct {
	at       []int
	level    uint8
	sos, eos bidi.Class
}

// sequences returns the isolating run sequences (BD13, X10).
func (b *bidiText) sequences() []bidiSequence {
	var runs [][]int
	runOf := make([]int, len(b.text))
	last := -1
	for i := range b.text {
		if b.removed[i] {
			continue
		}
		if last < 0 || b.level[i] != b.level[last] {
			runs = append(runs, nil)
		}
		r := len(runs) - 1
		runs[r] = append(runs[r], i)
		runOf[i] = r
		last = i
	}
	var seqs []bidiSequence
	for _, run := range runs {
		first := run[0]
		if b.orig[first] == bidi.PDI && b.opener[first] >= 0 {
			continue
		}
		at := append([]int(nil), run...)
		for {
			end := at[len(at)-1]
			if b.pdi[end] < 0 {
				break
			}
			at = append(at, runs[runOf[b.pdi[end]]]...)
		}
		seqs = append(seqs, b.bounded(at))
	}
	return seqs
}

// bounded gives a sequence its sos and eos.
func (b *bidiText) bounded(at []int) bidiSequence {
	s := bidiSequence{at: at, level: b.level[at[0]]}
	before, after := b.base, b.base
	for i := at[0] - 1; i >= 0; i-- {
		if !b.removed[i] {
			before = b.level[i]
			break
		}
	}
	end := at[len(at)-1]
	if c := b.orig[end]; c != bidi.LRI && c != bidi.RLI && c != bidi.FSI {
		for i := end + 1; i < len(b.text); i++ {
			if !b.removed[i] {
				after = b.level[i]
				break
			}
		}
	}
	s.sos, s.eos = strong(max(s.level, before)), strong(max(s.level, after))
	return s
}

func strong(level uint8) bidi.Class {
	if level&1 == 1 {
		return bidi.R
	}
	return bidi.L
}

// weak applies rules W1 to W7.
func (b *bidiText) weak(s bidiSequence) {
	prev, lastStrong := s.sos, s.sos
	for _, i := range s.at { // W1, W2, W3
		switch b.class[i] {
		case bidi.NSM:
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
	for k, i := range s.at { // W4
		if k == 0 || k == len(s.at)-1 {
			continue
		}
		p, n := b.class[s.at[k-1]], b.class[s.at[k+1]]
		if p == n && (b.class[i] == bidi.ES && p == bidi.EN || b.class[i] == bidi.CS && (p == bidi.EN || p == bidi.AN)) {
			b.class[i] = p
		}
	}
	for k := 0; k < len(s.at); k++ { // W5, W6
		c := b.class[s.at[k]]
		if c == bidi.ET {
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
		} else if c == bidi.ES || c == bidi.CS {
			b.class[s.at[k]] = bidi.ON
		}
	}
	lastStrong = s.sos
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
