package pdf

import (
	"bytes"
	"context"
	"fmt"

	"galley/app/article/draft"
)

// The limits of a PDF's table of objects.
const (
	maxObjects  = 1 << 20
	maxSections = 1000 // of the table: one for each time the file was saved
)

// place says where an object lies: at an offset, or as one of several in a stream.
type place struct {
	offset int
	gen    int
	in     int // number of the stream, 0 for none
	index  int
}

// index is the table of a file's objects, with the entries of its trailer that matter as they stand in it.
type index struct {
	data    []byte
	places  map[int]place
	trailer map[string][]byte
	crypt   *crypt // nil if it is not encrypted
	work    int    // bytes gone through so far, some of them many times
}

// trailerKeys are the entries of a trailer that are needed to read.
var trailerKeys = []string{"Root", "Info", "Encrypt", "ID"}

func newIndex(data []byte) *index {
	return &index{data: data, places: make(map[int]place), trailer: make(map[string][]byte)}
}

// chainedIndex reads the table the file itself has. What the latest section says of an object counts.
func chainedIndex(ctx context.Context, data []byte) (*index, error) {
	x := newIndex(data)
	i := bytes.LastIndex(data, []byte("startxref"))
	if i < 0 {
		return nil, fmt.Errorf("%w: no table of objects", draft.ErrDamaged)
	}
	l := lexer{data: data, pos: i + len("startxref")}
	first, _ := l.next()
	todo, seen := []any{first}, make(map[int]bool)
	for len(todo) > 0 {
		at, ok := todo[0].(float64)
		todo = todo[1:]
		offset := int(at)
		if !ok || offset < 0 || offset >= len(data) || len(seen) > maxSections {
			return nil, fmt.Errorf("%w: a table of objects is not where it should be", draft.ErrDamaged)
		}
		if seen[offset] {
			continue
		}
		seen[offset] = true
		trailer, err := x.section(offset)
		if err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, key := range []string{"XRefStm", "Prev"} {
			if next, ok := trailer[key]; ok {
				todo = append(todo, next)
			}
		}
	}
	if !x.holds() {
		return nil, fmt.Errorf("%w: the table of objects is wrong", draft.ErrDamaged)
	}
	return x, nil
}

// section reads one section of the table, which is a table or a stream, and returns its trailer.
func (x *index) section(offset int) (map[string]any, error) {
	l := lexer{data: x.data, pos: offset, refs: true}
	tok, _ := l.next()
	if tok == operator("xref") {
		return x.table(&l)
	}
	s, err := x.streamAt(offset)
	if err != nil {
		return nil, err
	}
	x.keepTrailer(s.raw)
	return s.dict, x.stream(s)
}

// table reads the lines of a table: "offset generation n" for each object, or f for a free one.
func (x *index) table(l *lexer) (map[string]any, error) {
	l.refs = false
	for {
		tok, ok := l.next()
		if tok == operator("trailer") {
			break
		}
		start, is := tok.(float64)
		n, isToo := x.number(l)
		if !ok || !is || !isToo || start < 0 || start+n > maxObjects {
			return nil, fmt.Errorf("%w: a table of objects is wrong", draft.ErrDamaged)
		}
		for id := int(start); id < int(start+n); id++ {
			offset, a := x.number(l)
			gen, b := x.number(l)
			kind, _ := l.next()
			if !a || !b || offset < 0 {
				return nil, fmt.Errorf("%w: a table of objects is wrong", draft.ErrDamaged)
			}
			if kind == operator("n") {
				x.put(id, place{offset: int(offset), gen: int(gen)})
			} else {
				x.put(id, place{})
			}
		}
	}
	l.refs = true
	trailer, raw := make(map[string]any), make(map[string][]byte)
	if l.skipSpace(); l.at(0) == '<' && l.at(1) == '<' {
		l.pos += 2
		l.entries(func(key string, value any, bytes []byte) { trailer[key], raw[key] = value, bytes })
	}
	x.keepTrailer(raw)
	return trailer, nil
}

func (x *index) number(l *lexer) (float64, bool) {
	tok, _ := l.next()
	n, ok := tok.(float64)
	return n, ok
}

// put notes the place of an object, unless a later section did.
func (x *index) put(id int, p place) {
	if _, known := x.places[id]; !known {
		x.places[id] = p
	}
}

func (x *index) keepTrailer(raw map[string][]byte) {
	for _, key := range trailerKeys {
		if v, ok := raw[key]; ok && x.trailer[key] == nil {
			x.trailer[key] = v
		}
	}
}

// stream reads a section that is a stream of fixed fields.
func (x *index) stream(s *stream) error {
	data, err := s.unpack()
	if err != nil {
		return err
	}
	widths, index := ints(s.dict["W"]), ints(s.dict["Index"])
	if index == nil {
		index = []int{0, maxObjects}
	}
	if len(widths) < 3 || len(index)%2 != 0 || s.dict["Type"] != name("XRef") {
		return fmt.Errorf("%w: a table of objects is wrong", draft.ErrDamaged)
	}
	row := 0
	for _, w := range widths {
		if w < 0 || w > 8 {
			return fmt.Errorf("%w: a table of objects is wrong", draft.ErrDamaged)
		}
		row += w
	}
	for ; len(index) > 1 && row > 0; index = index[2:] {
		for id := index[0]; id-index[0] < index[1] && len(data) >= row; id++ {
			if id < 0 || id >= maxObjects {
				return fmt.Errorf("%w: more than %d objects", draft.ErrLimit, maxObjects)
			}
			x.field(id, data[:row], widths)
			data = data[row:]
		}
	}
	return nil
}

func (x *index) field(id int, row []byte, widths []int) {
	var v [3]int
	for i := range v {
		for _, c := range row[:widths[i]] {
			v[i] = v[i]<<8 | int(c)
		}
		row = row[widths[i]:]
	}
	if widths[0] == 0 {
		v[0] = 1
	}
	switch v[0] {
	case 1:
		x.put(id, place{offset: v[1], gen: v[2]})
	case 2:
		x.put(id, place{in: v[1], index: v[2]})
	default:
		x.put(id, place{})
	}
}

func ints(v any) []int {
	list, _ := v.([]any)
	var out []int
	for _, e := range list {
		n, _ := e.(float64)
		out = append(out, int(n))
	}
	return out
}

// holds says whether the objects are where the table says, and whether it names the root.
func (x *index) holds() bool {
	for id, p := range x.places {
		if p.in == 0 && p.offset != 0 && !x.startsAt(id, p) {
			return false
		}
	}
	return x.trailer["Root"] != nil
}

func (x *index) startsAt(id int, p place) bool {
	if p.offset < 0 || p.offset >= len(x.data) {
		return false
	}
	l := lexer{data: x.data[:min(len(x.data), p.offset+64)], pos: p.offset}
	n, _ := l.next()
	gen, _ := l.next()
	op, _ := l.next()
	word, _ := op.(operator)
	return n == float64(id) && gen == float64(p.gen) && len(word) >= 3 && word[:3] == "obj"
}
