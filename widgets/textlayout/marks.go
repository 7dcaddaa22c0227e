package textlayout

import (
	"cmp"
	"slices"
)

// Mark is one or more ranges of the text shown in one style. Ranges are in order and do not overlap.
type Mark struct {
	ID     string
	Ranges []Range
	Style  int // for the painter; this package does not look at it
}

// extent returns the range from the first to the last position of a mark and the number of code points it covers.
func (m *Mark) extent() (all Range, size int) {
	for i, r := range m.Ranges {
		if i == 0 {
			all = r
		}
		all.Start, all.End = min(all.Start, r.Start), max(all.End, r.End)
		size += r.End - r.Start
	}
	return all, size
}

const (
	bucketShift = 10 // positions of a bucket: 1024
	longMark    = 64 // buckets from which on a mark is kept apart
)

// Marks is an index of marks by position. The cost of a look-up depends on what is found, not on how many there are.
type Marks struct {
	all     []Mark
	free    []int32   // holes in all
	buckets [][]int32 // indices in all of the marks that touch the bucket
	long    []int32   // indices of marks that touch very many buckets
	byID    map[string]int32
}

// NewMarks indexes marks over a text of the given number of code points. Marks without a range are left out.
func NewMarks(length int, marks []Mark) *Marks {
	m := &Marks{buckets: make([][]int32, length>>bucketShift+1), all: slices.Clone(marks)}
	counts := make([]int32, len(m.buckets)+1)
	total := int32(0)
	for i := range m.all {
		a, z, isLong := m.span(&m.all[i])
		if isLong || len(m.all[i].Ranges) == 0 {
			continue
		}
		for b := a; b <= z; b++ {
			counts[b]++
			total++
		}
	}
	pool := make([]int32, total)
	for b := range m.buckets {
		m.buckets[b] = pool[:0:counts[b]]
		pool = pool[counts[b]:]
	}
	for i := range m.all {
		m.insert(int32(i))
	}
	return m
}

func (m *Marks) span(k *Mark) (a, z int, long bool) {
	all, _ := k.extent()
	a = min(max(all.Start, 0)>>bucketShift, len(m.buckets)-1)
	z = min(max(all.End-1, all.Start, 0)>>bucketShift, len(m.buckets)-1)
	return a, z, z-a >= longMark
}

func (m *Marks) insert(i int32) {
	k := &m.all[i]
	if len(k.Ranges) == 0 {
		return
	}
	a, z, long := m.span(k)
	if long {
		m.long = append(m.long, i)
		return
	}
	for b := a; b <= z; b++ {
		m.buckets[b] = append(m.buckets[b], i)
	}
}

func (m *Marks) ids() map[string]int32 {
	if m.byID == nil {
		m.byID = make(map[string]int32, len(m.all))
		for i := range m.all {
			if len(m.all[i].Ranges) > 0 {
				m.byID[m.all[i].ID] = int32(i)
			}
		}
	}
	return m.byID
}

// Get returns the mark with an id.
func (m *Marks) Get(id string) (Mark, bool) {
	i, ok := m.ids()[id]
	if !ok {
		return Mark{}, false
	}
	return m.all[i], true
}

// Put adds a mark or replaces the one with its id.
func (m *Marks) Put(k Mark) {
	m.Remove(k.ID)
	i := int32(len(m.all))
	if n := len(m.free); n > 0 {
		i, m.free = m.free[n-1], m.free[:n-1]
		m.all[i] = k
	} else {
		m.all = append(m.all, k)
	}
	m.ids()[k.ID] = i
	m.insert(i)
}

// Remove takes the mark with an id away and returns it.
func (m *Marks) Remove(id string) (Mark, bool) {
	i, ok := m.ids()[id]
	if !ok {
		return Mark{}, false
	}
	k := m.all[i]
	drop := func(list []int32) []int32 {
		if at := slices.Index(list, i); at >= 0 {
			return slices.Delete(list, at, at+1)
		}
		return list
	}
	if a, z, long := m.span(&k); long {
		m.long = drop(m.long)
	} else {
		for b := a; b <= z; b++ {
			m.buckets[b] = drop(m.buckets[b])
		}
	}
	delete(m.byID, id)
	m.all[i] = Mark{}
	m.free = append(m.free, i)
	return k, true
}

// In returns the marks that touch a range, long ones first: in the order they are painted, so that short ones end up on
// top. An empty range is touched by what covers its position.
func (m *Marks) In(r Range) []Mark {
	if r.End <= r.Start {
		r.End = r.Start + 1
	}
	type hit struct {
		i     int32
		size  int
		start int
	}
	var hits []hit
	take := func(i int32, bucket int) {
		k := &m.all[i]
		all, size := k.extent()
		if bucket >= 0 && bucket != max(all.Start>>bucketShift, r.Start>>bucketShift) {
			return // met already in the first bucket that both touch
		}
		for _, q := range k.Ranges {
			if q.Start < r.End && q.End > r.Start {
				hits = append(hits, hit{i, size, all.Start})
				return
			}
		}
	}
	last := min((r.End-1)>>bucketShift, len(m.buckets)-1)
	for b := max(r.Start, 0) >> bucketShift; b <= last; b++ {
		for _, i := range m.buckets[b] {
			take(i, b)
		}
	}
	for _, i := range m.long {
		take(i, -1)
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.start, b.start), cmp.Compare(m.all[a.i].ID, m.all[b.i].ID))
	})
	out := make([]Mark, len(hits))
	for i, h := range hits {
		out[i] = m.all[h.i]
	}
	return out
}

// At returns the marks under a position, the smallest first: in the order in which repeated clicks choose them.
func (m *Marks) At(pos int) []Mark {
	out := m.In(Range{pos, pos + 1})
	slices.Reverse(out)
	return out
}
