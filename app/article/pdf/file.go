package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	parser "github.com/ledongthuc/pdf"

	"galley/app/article/draft"
)

// The limits of one PDF as a whole.
const (
	maxUnpacked = 256 << 20 // bytes of all streams together
	maxReads    = 1 << 30   // bytes the parser may read, most of them many times
)

// file is an open PDF. The parser trusts every file: it loops where objects lead in circles, takes memory for any
// number it is told, reads a stream of objects anew for each of them, and does not know all filters. So it is given a copy
// of the file with a table of objects of our own making, it reads through this, which ends, and the streams of pages are
// unpacked here.
type file struct {
	ctx       context.Context
	data      []byte
	root      parser.Value
	info      parser.Value
	infoID    objectID // of an encrypted file
	crypt     *crypt
	streams   map[int]objectID // of an encrypted file: whose data begin at an offset
	fonts     map[string]*font // by what they are in words
	reads     int
	unpacked  int
	operators int
	glyphs    int
	broken    int // pages that could not be read, wholly or in part
}

// open opens a file with the table that index makes.
func open(ctx context.Context, index *index) (*file, error) {
	f := &file{ctx: ctx, fonts: make(map[string]*font)}
	var err error
	if index.crypt, err = index.openCrypt(); err != nil {
		return nil, err
	}
	if index.crypt != nil {
		f.crypt, f.streams = index.crypt, index.streams()
		l := lexer{data: index.trailer["Info"], refs: true}
		if r, _ := l.next(); r != nil {
			if r, ok := r.(reference); ok && index.places[r.id].in == 0 {
				f.infoID = objectID(r)
			}
		}
	}
	if f.data, err = index.rewritten(ctx); err != nil {
		return nil, err
	}
	err = f.try(func() error {
		r, err := parser.NewReader(f, int64(len(f.data)))
		if err != nil {
			return err
		}
		f.root, f.info = r.Trailer().Key("Root"), r.Trailer().Key("Info")
		return nil
	})
	switch {
	case err == nil:
		return f, nil
	case isLimit(err):
		return nil, err
	}
	return nil, fmt.Errorf("%w: %w", draft.ErrDamaged, err)
}

// objectID is the number of an object, and how often it was given anew.
type objectID struct{ id, gen int }

// streams tells whose data begin where.
func (x *index) streams() map[int]objectID {
	m := make(map[int]objectID)
	for id, p := range x.places {
		if p.in != 0 || p.offset == 0 {
			continue
		}
		if s, err := x.streamAt(p.offset); err == nil {
			m[s.start] = objectID{id, p.gen}
		}
	}
	return m
}

// isLimit says whether an error is about this reading as a whole, not about the part of the file that met it.
func isLimit(err error) bool {
	return errors.Is(err, draft.ErrLimit) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// ReadAt is how the parser reads. It ends a parser that goes in circles.
func (f *file) ReadAt(p []byte, at int64) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	if f.reads += len(p); f.reads > maxReads {
		return 0, fmt.Errorf("%w: its objects lead in circles", draft.ErrLimit)
	}
	if at < 0 || at >= int64(len(f.data)) {
		return 0, io.EOF
	}
	n := copy(p, f.data[at:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// try runs what uses the parser and makes an error of its panics. The parser words the errors of ReadAt anew.
func (f *file) try(do func() error) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("%w: %v", draft.ErrDamaged, x)
		}
		switch {
		case err == nil:
		case f.ctx.Err() != nil:
			err = f.ctx.Err()
		case f.reads > maxReads && !errors.Is(err, draft.ErrLimit):
			err = fmt.Errorf("%w: %w", draft.ErrLimit, err)
		}
	}()
	return do()
}

// key returns an entry of a dictionary, null where that can't be read.
func (f *file) key(v parser.Value, name string) (value parser.Value) {
	_ = f.try(func() error { value = v.Key(name); return nil })
	return value
}

// index returns an element of an array, null where that can't be read.
func (f *file) index(v parser.Value, i int) (value parser.Value) {
	_ = f.try(func() error { value = v.Index(i); return nil })
	return value
}

// stream unpacks a stream.
func (f *file) stream(v parser.Value) (data []byte, err error) {
	if v.Kind() != parser.Stream {
		return nil, errNoStream
	}
	err = f.try(func() error {
		data, err = unpack(f.packed(v), f.filters(v))
		return err
	})
	if f.unpacked += len(data); f.unpacked > maxUnpacked {
		return nil, fmt.Errorf("%w: more than %d MB in all", draft.ErrLimit, maxUnpacked>>20)
	}
	if len(data) > 0 && !isLimit(err) {
		return data, nil // the rest is damaged
	}
	return data, err
}

// packed returns the bytes of a stream as they lie in the file. Where they lie the parser says only in words.
func (f *file) packed(v parser.Value) []byte {
	s := v.String()
	at, err := strconv.Atoi(s[strings.LastIndexByte(s, '@')+1:])
	if err != nil || at < 0 || at > len(f.data) {
		return nil
	}
	x := index{data: f.data}
	length := -1
	if n := f.key(v, "Length"); n.Kind() == parser.Integer && n.Int64() <= int64(len(f.data)) {
		length = int(n.Int64())
	}
	o := f.streams[at]
	return f.crypt.decrypt(o.id, o.gen, x.streamData(at, length))
}

func (f *file) filters(v parser.Value) []filter {
	names, params := f.key(v, "Filter"), f.key(v, "DecodeParms")
	if names.Kind() == parser.Name {
		return []filter{f.filter(names, params)}
	}
	var list []filter
	for i := range names.Len() {
		list = append(list, f.filter(f.index(names, i), f.index(params, i)))
	}
	return list
}

func (f *file) filter(name, params parser.Value) filter {
	if params.Kind() == parser.Array {
		params = f.index(params, 0)
	}
	number := func(key string) int { return int(f.key(params, key).Int64()) }
	early := f.key(params, "EarlyChange")
	filter := filter{
		name: name.Name(), predictor: number("Predictor"), colors: number("Colors"), bits: number("BitsPerComponent"),
		columns: number("Columns"), lateChange: early.Kind() == parser.Integer && early.Int64() == 0,
	}
	filter.setDefaults()
	return filter
}
