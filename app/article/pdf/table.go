package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"galley/app/article/draft"
)

// rewritten returns the file with a plain table of its objects at the end. The objects that stand in streams of objects are
// written out before it, so that each is read once.
func (x *index) rewritten(ctx context.Context) ([]byte, error) {
	out := make([]byte, len(x.data), len(x.data)+len(x.data)/2+4096)
	copy(out, x.data)
	if len(out) > 9 {
		copy(out, "%PDF-1.7\n") // the parser is particular about it
	}
	out, err := x.unfold(ctx, out)
	if err != nil {
		return nil, err
	}
	return x.appendTable(out), nil
}

// unfold appends the objects of all streams of objects to out and corrects their places.
func (x *index) unfold(ctx context.Context, out []byte) ([]byte, error) {
	folded := make(map[int]bool)
	for _, p := range x.places {
		if p.in != 0 {
			folded[p.in] = true
		}
	}
	for in := range folded {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s, err := x.streamAt(x.places[in].offset)
		if errors.Is(err, errNoStream) {
			continue
		}
		var list []packedObject
		if err == nil {
			list, err = s.objects()
		}
		if errors.Is(err, draft.ErrLimit) {
			return nil, err
		}
		for _, o := range list {
			if x.places[o.id].in == in {
				x.places[o.id] = place{offset: len(out) + 1}
				out = fmt.Appendf(out, "\n%d 0 obj\n%s\nendobj\n", o.id, o.text)
			}
		}
		if len(out) > len(x.data)+maxUnpacked/2 {
			return nil, fmt.Errorf("%w: more than %d MB of objects", draft.ErrLimit, maxUnpacked>>21)
		}
	}
	return out, nil
}

// appendTable appends the table as a stream that is not packed.
func (x *index) appendTable(out []byte) []byte {
	size := 1
	for id := range x.places {
		size = max(size, id+1)
	}
	var rows bytes.Buffer
	for id := range size {
		p := x.places[id]
		kind, at, more := 1, p.offset, p.gen
		if p.in != 0 || p.offset == 0 {
			kind = 0
		}
		rows.Write([]byte{byte(kind), byte(at >> 24), byte(at >> 16), byte(at >> 8), byte(at), byte(more >> 8), byte(more)})
	}
	out = append(out, '\n')
	start := len(out)
	out = fmt.Appendf(out, "%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Length %d", size, size, rows.Len())
	for _, key := range slices.Sorted(maps.Keys(x.trailer)) {
		if key == "Encrypt" {
			continue // the parser must not decrypt as well
		}
		out = fmt.Appendf(out, "/%s %s", key, x.trailer[key])
	}
	out = append(out, ">>\nstream\n"...)
	out = append(out, rows.Bytes()...)
	return fmt.Appendf(out, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", start)
}
