package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"galley/app/article/draft"
)

var (
	objectStart = regexp.MustCompile(`(?:^|[\r\n\s])(\d{1,7})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b`)
	catalogType = regexp.MustCompile(`/Type\s*/Catalog\b`)
)

// scannedIndex makes the table anew, from what the file looks like: for files whose own is damaged.
func scannedIndex(ctx context.Context, data []byte) (*index, error) {
	x := newIndex(data)
	root := ""
	for at := 0; at < len(data); {
		m := objectStart.FindSubmatchIndex(data[at:])
		if m == nil {
			break
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		id, _ := strconv.Atoi(string(data[at+m[2] : at+m[3]]))
		gen, _ := strconv.Atoi(string(data[at+m[4] : at+m[5]]))
		offset := at + m[2]
		at += m[1]
		if id <= 0 || id >= maxObjects || gen >= 1<<16 {
			continue
		}
		x.places[id] = place{offset: offset, gen: gen}
		if catalogType.Match(x.objectHead(at)) {
			root = fmt.Sprintf("%d %d R", id, gen)
		}
		s, err := x.streamAt(offset)
		if errors.Is(err, draft.ErrLimit) {
			return nil, err
		}
		if err == nil {
			x.scanStream(id, s)
			at = max(at, s.end)
		}
	}
	x.scanTrailers()
	if x.trailer["Root"] == nil && root != "" {
		x.trailer["Root"] = []byte(root)
	}
	if x.trailer["Root"] == nil {
		return nil, fmt.Errorf("%w: it has no root", draft.ErrDamaged)
	}
	return x, nil
}

// objectHead returns the beginning of the object behind "obj".
func (x *index) objectHead(at int) []byte {
	head := x.data[at:min(len(x.data), at+1024)]
	if end := bytes.Index(head, []byte("endobj")); end >= 0 {
		head = head[:end]
	}
	return head
}

// scanStream notes the objects in a stream of objects, and the trailer in a stream that is a table.
func (x *index) scanStream(id int, s *stream) {
	switch s.dict["Type"] {
	case name("XRef"):
		clear(x.trailer)
		x.keepTrailer(s.raw)
	case name("ObjStm"):
		list, err := s.objects()
		if err != nil {
			return
		}
		for i, o := range list {
			x.places[o.id] = place{in: id, index: i}
		}
	}
}

func (x *index) scanTrailers() {
	for at := len(x.data); at > 0; {
		at = bytes.LastIndex(x.data[:at], []byte("trailer"))
		if at < 0 {
			return
		}
		l := lexer{data: x.data, pos: at + len("trailer"), refs: true}
		if l.skipSpace(); l.at(0) != '<' || l.at(1) != '<' {
			continue
		}
		l.pos += 2
		raw := make(map[string][]byte)
		l.entries(func(key string, _ any, bytes []byte) { raw[key] = bytes })
		x.keepTrailer(raw)
	}
}
