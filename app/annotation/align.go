package annotation

import (
	"cmp"
	"context"
	"slices"
)

const (
	// maxEdits is the number of tokens deleted and inserted up to which a block is compared token by token. Its square is
	// the number of steps and of words of memory that takes.
	maxEdits = 1500
	// maxSteps bounds the work on two texts. Counted, not timed, so that the same texts always compare the same way.
	maxSteps = 200_000_000
)

// run is a stretch of n tokens that two texts share.
type run struct{ a, b, n int }

// region is a range of tokens in each of two texts.
type region struct{ a0, a1, b0, b1 int }

func (r region) size() int { return r.a1 - r.a0 + r.b1 - r.b0 }

// aligner finds the runs that two texts share, in order. Myers' algorithm finds the shortest edit, at a cost that grows
// with the square of the edit. So the texts are first split at sentences that each has once, and what is too large and
// too different still is split at groups of tokens that each has once, or taken as replaced.
type aligner struct {
	ctx   context.Context
	a, b  *tokens
	runs  []run
	steps int     // left
	reach []int32 // of myers
}

// align returns the runs that two texts share, from front to back and none next to another in both texts.
func align(ctx context.Context, a, b *tokens) ([]run, error) {
	al := &aligner{ctx: ctx, a: a, b: b, steps: maxSteps}
	if err := al.block(region{0, a.len(), 0, b.len()}, true); err != nil {
		return nil, err
	}
	return al.settle(), nil
}

func (al *aligner) emit(r run) {
	if r.n == 0 {
		return
	}
	if len(al.runs) > 0 {
		last := &al.runs[len(al.runs)-1]
		if last.a+last.n == r.a && last.b+last.n == r.b {
			last.n += r.n
			return
		}
	}
	al.runs = append(al.runs, r)
}

// block finds the runs of a region.
func (al *aligner) block(r region, whole bool) error {
	if err := al.ctx.Err(); err != nil {
		return err
	}
	head := 0
	for r.a0+head < r.a1 && r.b0+head < r.b1 && al.a.ids[r.a0+head] == al.b.ids[r.b0+head] {
		head++
	}
	al.emit(run{r.a0, r.b0, head})
	r.a0, r.b0 = r.a0+head, r.b0+head
	tail := 0
	for r.a0 < r.a1-tail && r.b0 < r.b1-tail && al.a.ids[r.a1-tail-1] == al.b.ids[r.b1-tail-1] {
		tail++
	}
	r.a1, r.b1 = r.a1-tail, r.b1-tail
	if r.a0 < r.a1 && r.b0 < r.b1 {
		if err := al.split(r, whole); err != nil {
			return err
		}
	}
	al.emit(run{r.a1, r.b1, tail})
	return nil
}

// split finds the runs of a region whose ends differ.
func (al *aligner) split(r region, whole bool) error {
	if whole {
		return al.between(r, anchors(sentences(al.a, r.a0, r.a1), sentences(al.b, r.b0, r.b1)))
	}
	if al.myers(r) {
		return nil
	}
	for _, size := range []int{8, 3} {
		if al.steps -= r.size() * size; al.steps < 0 {
			return nil
		}
		found := anchors(groups(al.a, r.a0, r.a1, size), groups(al.b, r.b0, r.b1, size))
		if len(found) > 0 {
			return al.between(r, found)
		}
	}
	return nil
}

// between takes the anchors as runs, made longer where they can be, and finds the runs between them.
func (al *aligner) between(r region, found []run) error {
	for _, f := range append(found, run{r.a1, r.b1, 0}) {
		if f.a < r.a0 || f.b < r.b0 || !slices.Equal(al.a.ids[f.a:f.a+f.n], al.b.ids[f.b:f.b+f.n]) {
			continue
		}
		for f.a+f.n < r.a1 && f.b+f.n < r.b1 && al.a.ids[f.a+f.n] == al.b.ids[f.b+f.n] {
			f.n++
		}
		if err := al.block(region{r.a0, f.a, r.b0, f.b}, false); err != nil {
			return err
		}
		al.emit(f)
		r.a0, r.b0 = f.a+f.n, f.b+f.n
	}
	return nil
}

// piece is a range of tokens by the hash of their ids.
type piece struct {
	hash  uint64
	at, n int
}

func hash(ids []int32) uint64 {
	h := uint64(14695981039346656037)
	for _, id := range ids {
		h = (h ^ uint64(id)) * 1099511628211
		h ^= h >> 29
	}
	return h
}

// sentences cuts a range of tokens at line ends and at what may end a sentence, and leaves out the short ones.
func sentences(t *tokens, from, to int) []piece {
	const leastWeight = 4 * wordWeight
	var pieces []piece
	start := from
	for i := from; i < to; i++ {
		if i+1 < to && !t.breaks[i+1] && !t.endsSentence(i) {
			continue
		}
		if t.weigh(start, i+1) >= leastWeight {
			pieces = append(pieces, piece{hash(t.ids[start : i+1]), start, i + 1 - start})
		}
		start = i + 1
	}
	return pieces
}

// endsSentence says whether a sign stands at i that a word follows as after a full stop or a comma. It need not be right,
// only the same for the same words.
func (t *tokens) endsSentence(i int) bool {
	if i+1 >= t.len() || t.weigh(i, i+1) > 0 {
		return false
	}
	next := t.weigh(i+1, i+2)
	return next == characterWeight || next == wordWeight && t.end[i] < t.start[i+1]
}

// groups returns every n tokens that follow each other.
func groups(t *tokens, from, to, n int) []piece {
	pieces := make([]piece, 0, max(0, to-n+1-from))
	for i := from; i+n <= to; i++ {
		pieces = append(pieces, piece{hash(t.ids[i : i+n]), i, n})
	}
	return pieces
}

// anchors returns the pieces that both texts have once, as many as stand in the same order in both.
func anchors(a, b []piece) []run {
	type count struct{ a, b, at int }
	counts := make(map[uint64]count, len(b))
	for _, p := range b {
		c := counts[p.hash]
		counts[p.hash] = count{0, c.b + 1, p.at}
	}
	for _, p := range a {
		if c, ok := counts[p.hash]; ok {
			c.a++
			counts[p.hash] = c
		}
	}
	var common []run
	for _, p := range a {
		if c := counts[p.hash]; c.a == 1 && c.b == 1 {
			common = append(common, run{p.at, c.at, p.n})
		}
	}
	return increasing(common)
}

// increasing returns the longest part of runs, which are in the order of a, that is in the order of b too.
func increasing(runs []run) []run {
	ends := make([]int, 0, len(runs)) // ends[i]: the run with the least b that a part of i+1 runs can end in
	previous := make([]int, len(runs))
	for i, r := range runs {
		n, _ := slices.BinarySearchFunc(ends, r.b, func(e, b int) int { return cmp.Compare(runs[e].b, b) })
		previous[i] = -1
		if n > 0 {
			previous[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	longest := make([]run, len(ends))
	if len(ends) > 0 {
		for i, at := len(ends)-1, ends[len(ends)-1]; at >= 0; i, at = i-1, previous[at] {
			longest[i] = runs[at]
		}
	}
	return longest
}

// myers finds the runs of a shortest edit, or none and false when it takes more than maxEdits or the steps run out.
func (al *aligner) myers(r region) bool {
	n, m := r.a1-r.a0, r.b1-r.b0
	if max(n-m, m-n) > maxEdits {
		return false
	}
	// Row d of reach starts at d*d and holds, for each diagonal k from -d to d, how far into a one gets with d edits.
	for d := 0; d <= min(maxEdits, n+m); d++ {
		if size := (d + 1) * (d + 1); len(al.reach) < size {
			al.reach = append(al.reach, make([]int32, max(size, 2*len(al.reach))-len(al.reach))...)
		}
		for k := -d; k <= d; k += 2 {
			x := 0
			if d > 0 {
				x, _ = al.step(d, k)
			}
			from := x
			for y := x - k; x < n && y < m && al.a.ids[r.a0+x] == al.b.ids[r.b0+y]; y++ {
				x++
			}
			al.steps -= 1 + x - from
			al.reach[d*d+d+k] = int32(x)
			if x >= n && x-k >= m {
				al.trace(r, d)
				return true
			}
		}
		if al.steps < 0 {
			return false
		}
	}
	return false
}

// step returns where edit d arrives on diagonal k, and the diagonal it comes from.
func (al *aligner) step(d, k int) (x, from int) {
	row := (d-1)*(d-1) + d - 1
	if k == -d || k != d && al.reach[row+k-1] < al.reach[row+k+1] {
		return int(al.reach[row+k+1]), k + 1
	}
	return int(al.reach[row+k-1]) + 1, k - 1
}

// trace emits the runs on the way that d edits took.
func (al *aligner) trace(r region, d int) {
	var back []run
	x, k := r.a1-r.a0, (r.a1-r.a0)-(r.b1-r.b0)
	for ; d >= 0; d-- {
		start, from := 0, 0
		if d > 0 {
			start, from = al.step(d, k)
		}
		back = append(back, run{r.a0 + start, r.b0 + start - k, x - start})
		if d > 0 {
			x, k = int(al.reach[(d-1)*(d-1)+d-1+from]), from
		}
	}
	for _, f := range slices.Backward(back) {
		al.emit(f)
	}
}
