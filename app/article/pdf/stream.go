package pdf

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"

	"galley/app/article/draft"
)

var errNoStream = errors.New("there is no stream")

// stream is a stream as it lies in the file, before any decryption.
type stream struct {
	dict   map[string]any
	raw    map[string][]byte // the values of dict as they are written
	packed []byte            // decrypted
	start  int               // where its data lie in the file
	end    int
}

// streamAt reads the stream that is the object at an offset.
func (x *index) streamAt(offset int) (*stream, error) {
	l := lexer{data: x.data, pos: offset}
	id, _ := x.number(&l)
	gen, _ := x.number(&l)
	op, _ := l.next()
	l.skipSpace()
	if op != operator("obj") || l.at(0) != '<' || l.at(1) != '<' {
		return nil, errNoStream
	}
	l.pos, l.refs = l.pos+2, true
	s := &stream{dict: make(map[string]any), raw: make(map[string][]byte)}
	l.entries(func(key string, value any, raw []byte) { s.dict[key], s.raw[key] = value, raw })
	x.work += l.pos - offset
	if x.work > 16*len(x.data)+1<<20 {
		return nil, fmt.Errorf("%w: its objects overlap", draft.ErrLimit)
	}
	if word, _ := l.next(); word != operator("stream") {
		return nil, errNoStream
	}
	if l.at(0) == '\r' {
		l.pos++
	}
	if l.at(0) == '\n' {
		l.pos++
	}
	s.packed = x.streamData(l.pos, x.length(s.dict["Length"]))
	s.start, s.end = l.pos, l.pos+len(s.packed)
	if s.dict["Type"] != name("XRef") {
		s.packed = x.crypt.decrypt(int(id), int(gen), s.packed)
	}
	return s, nil
}

// length returns the length of a stream, which may stand in an object of its own; -1 if it is not known.
func (x *index) length(v any) int {
	if r, ok := v.(reference); ok {
		p := x.places[r.id]
		if p.in != 0 || p.offset == 0 || !x.startsAt(r.id, p) {
			return -1
		}
		l := lexer{data: x.data, pos: p.offset}
		for range 3 {
			l.next()
		}
		v, _ = l.next()
	}
	if n, ok := v.(float64); ok && n >= 0 && n <= float64(len(x.data)) {
		return int(n)
	}
	return -1
}

// streamData returns n bytes from start, or what is up to "endstream" where that does not stand behind n bytes.
func (x *index) streamData(start, n int) []byte {
	start = min(start, len(x.data))
	if n >= 0 && start+n <= len(x.data) {
		l := lexer{data: x.data, pos: start + n}
		for l.pos < len(l.data) && isSpace(l.data[l.pos]) {
			l.pos++
		}
		if bytes.HasPrefix(l.data[l.pos:], []byte("endstream")) {
			return x.data[start : start+n]
		}
	}
	rest := x.data[start:]
	if end := bytes.Index(rest, []byte("endstream")); end >= 0 {
		x.work += end
		return bytes.TrimRight(rest[:end], "\r\n")
	}
	x.work += len(rest)
	return rest
}

func (s *stream) unpack() ([]byte, error) {
	names, params := listOf(s.dict["Filter"]), listOf(s.dict["DecodeParms"])
	var filters []filter
	for i, n := range names {
		name, _ := n.(name)
		f := filter{name: string(name)}
		if i < len(params) {
			p, _ := params[i].(map[string]any)
			number := func(key string) int {
				n, _ := p[key].(float64)
				return int(n)
			}
			f.predictor, f.colors, f.bits, f.columns = number("Predictor"), number("Colors"), number("BitsPerComponent"), number("Columns")
			f.setDefaults()
		}
		filters = append(filters, f)
	}
	return unpack(s.packed, filters)
}

func listOf(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	if v == nil {
		return nil
	}
	return []any{v}
}

// packedObject is one object of a stream of objects.
type packedObject struct {
	id   int
	text []byte
}

// objects returns the objects that a stream of objects holds, in the order of its list.
func (s *stream) objects() ([]packedObject, error) {
	data, err := s.unpack()
	if err != nil {
		return nil, err
	}
	n, _ := s.dict["N"].(float64)
	first, _ := s.dict["First"].(float64)
	if n < 0 || n > maxObjects || first < 0 || int(first) > len(data) {
		return nil, fmt.Errorf("%w: a stream of objects is wrong", draft.ErrDamaged)
	}
	type entry struct{ id, offset, end int }
	l := lexer{data: data[:int(first)]}
	var list []entry
	for range int(n) {
		id, _ := l.next()
		at, ok := l.next()
		number, a := id.(float64)
		offset, b := at.(float64)
		if !ok || !a || !b || number <= 0 || number >= maxObjects || offset < 0 || int(first+offset) > len(data) {
			break
		}
		list = append(list, entry{int(number), int(first + offset), len(data)})
	}
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(list[a].offset, list[b].offset) })
	for i := 1; i < len(order); i++ {
		list[order[i-1]].end = list[order[i]].offset
	}
	out := make([]packedObject, len(list))
	for i, e := range list {
		out[i] = packedObject{e.id, data[e.offset:e.end]}
	}
	return out, nil
}
