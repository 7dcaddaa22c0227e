package textlayout

import (
	"strings"
	"unicode/utf8"
)

// Text is cut into blocks of a few kilobytes, at line feeds where there are any. A block is what is laid out at once, so
// that the work for one screen does not depend on the length of the text or of its paragraphs.
const (
	blockWant = 4 << 10 // bytes after which a block ends at the next line feed
	blockMax  = 8 << 10 // bytes after which it ends wherever it can
)

type block struct {
	start    int32 // byte offset in the text
	pos      int32 // position of start
	newlines int32 // line feeds in the block
	inside   bool  // begins inside a paragraph that was too long for one block
	rtl      bool  // base direction of that paragraph
}

// cutBlocks returns the blocks of a text and the number of its code points. There is always at least one block.
func cutBlocks(text string) ([]block, int) {
	blocks := make([]block, 0, len(text)/blockWant+1)
	start, pos := 0, 0
	inside, rtl := false, false
	for {
		end := blockEnd(text, start)
		part := text[start:end]
		blocks = append(blocks, block{
			start: int32(start), pos: int32(pos), newlines: int32(strings.Count(part, "\n")), inside: inside, rtl: rtl,
		})
		pos += utf8.RuneCountInString(part)
		if end == len(text) {
			return blocks, pos
		}
		start = end
		wasInside := inside
		inside = text[end-1] != '\n'
		if inside {
			tail := strings.LastIndexByte(part, '\n') + 1
			if tail > 0 || !wasInside {
				rtl = baseLevel([]rune(part[tail:])) == 1
			}
		}
	}
}

// blockEnd returns the byte offset at which the block that begins at start ends.
func blockEnd(text string, start int) int {
	if len(text)-start <= blockMax {
		return len(text)
	}
	limit := text[start : start+blockMax]
	if i := strings.IndexByte(limit[blockWant:], '\n'); i >= 0 {
		return start + blockWant + i + 1
	}
	if i := strings.LastIndexByte(limit[:blockWant], '\n'); i >= blockWant/2 {
		return start + i + 1
	}
	if i := strings.LastIndexByte(limit, ' '); i >= blockWant {
		return start + i + 1
	}
	return start + clusterCut(limit)
}

// clusterCut returns a byte offset near the end of s that does not cut a grapheme, unless the grapheme is kilobytes long.
func clusterCut(s string) int {
	end := len(s)
	for end > 0 && !utf8.RuneStart(s[end-1]) {
		end--
	}
	end-- // the last rune may be cut off itself
	for at := end; at > len(s)-1024; {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		next, _ := utf8.DecodeRuneInString(s[at:])
		if isSimple(r) && isSimple(next) || isWide(r) && isSimple(r) {
			return at
		}
		if !joinsPrevious(next) && !joinsPrevious(r) && !isRegional(r) && next != 0x200d && !isJamo(r) {
			return at
		}
		at -= size
	}
	return end
}

func isRegional(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

func isJamo(r rune) bool {
	return r >= 0x1100 && r < 0x1200 || r >= 0xa960 && r < 0xa980 || r >= 0xd7b0 && r < 0xd800
}

// fenwick keeps a number for each block with prefix sums and search in logarithmic time.
type fenwick struct{ sums []int }

func newFenwick(values []int) *fenwick {
	f := &fenwick{sums: make([]int, len(values)+1)}
	for i, v := range values {
		f.sums[i+1] += v
		if up := i + 1 + (i+1)&-(i+1); up <= len(values) {
			f.sums[up] += f.sums[i+1]
		}
	}
	return f
}

func (f *fenwick) add(i, delta int) {
	for i++; i < len(f.sums); i += i & -i {
		f.sums[i] += delta
	}
}

// before returns the sum of the values before i.
func (f *fenwick) before(i int) (sum int) {
	for ; i > 0; i -= i & -i {
		sum += f.sums[i]
	}
	return sum
}

// find returns the index whose values hold the n-th unit, and how many units stand before it in that index. n past the end
// gives the number of values.
func (f *fenwick) find(n int) (i, rest int) {
	step := 1
	for step*2 < len(f.sums) {
		step *= 2
	}
	for ; step > 0; step /= 2 {
		if i+step < len(f.sums) && f.sums[i+step] <= n {
			i += step
			n -= f.sums[i]
		}
	}
	return i, n
}
