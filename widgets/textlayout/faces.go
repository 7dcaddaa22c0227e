// Package textlayout measures and breaks text: paragraphs into lines, positions to points and back, ranges to
// rectangles, and it keeps the index of marks. It draws nothing and knows no toolkit.
//
// A position is the index of a Unicode code point in the whole text, from 0; ranges are half open. Lengths inside a line
// are in 26.6 fixed point device pixels (1/64 px) and named with the suffix 26.6 in their comments; heights are whole
// device pixels.
//
// Two speeds, because shaping costs hundreds of nanoseconds a byte and tables about two: text made of simple runes is
// measured by tables of advances and pair kerning taken from the face that draws it; any other rune sends its paragraph
// through bidi and HarfBuzz shaping.
package textlayout

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
)

// FaceID is the place of a face in Faces. 0 is the primary face.
type FaceID uint8

// noFace says that no face has the rune, or that none was found yet.
const noFace FaceID = 255

// maxFaces bounds the list: each rune's face is kept in one byte.
const maxFaces = 250

// Resolver finds a face for a rune that no face of the list covers, or nil. It may read files, so it is called by
// Faces.Resolve only, never while laying out.
type Resolver func(r rune) *font.Face

// Faces is an ordered list of faces and, for each rune, which of them draws it. The first face that has the rune wins.
// Laying out only looks things up; runes that no face has are collected as pending, for Resolve to find system fonts.
// A Faces is used by one goroutine at a time, but for Resolve, which may run beside it.
type Faces struct {
	list    []*font.Face
	byRune  map[rune]FaceID
	pending map[rune]struct{}

	resolving sync.Mutex
	resolve   Resolver
}

// Found says which face was found for a rune, nil for none; the answer of Resolve, the argument of Install.
type Found map[rune]*font.Face

// NewFaces parses the font files given as their bytes, best first, and keeps resolve for runes that none of them has;
// resolve may be nil.
func NewFaces(resolve Resolver, files ...[]byte) (*Faces, error) {
	f := &Faces{byRune: map[rune]FaceID{}, pending: map[rune]struct{}{}, resolve: resolve}
	for i, b := range files {
		face, err := font.ParseTTF(bytes.NewReader(b))
		if err != nil {
			return nil, fmt.Errorf("parse font %d of %d: %w", i+1, len(files), err)
		}
		f.list = append(f.list, face)
	}
	if len(f.list) == 0 {
		return nil, fmt.Errorf("parse fonts: none given")
	}
	return f, nil
}

// Face returns the face with the given id; the primary one for ids out of range.
func (f *Faces) Face(id FaceID) *font.Face {
	if int(id) >= len(f.list) {
		return f.list[0]
	}
	return f.list[id]
}

// lookup returns the face that draws r, or noFace.
func (f *Faces) lookup(r rune) FaceID {
	if id, ok := f.byRune[r]; ok {
		return id
	}
	id := noFace
	for i, face := range f.list {
		if _, ok := face.NominalGlyph(r); ok {
			id = FaceID(i)
			break
		}
	}
	if id == noFace && f.resolve != nil {
		// Not remembered: the answer may change when the pending runes have been resolved.
		f.pending[r] = struct{}{}
		return noFace
	}
	f.byRune[r] = id
	return id
}

// TakePending returns the runes that were met and had no face, and forgets them.
func (f *Faces) TakePending() []rune {
	if len(f.pending) == 0 {
		return nil
	}
	runes := make([]rune, 0, len(f.pending))
	for r := range f.pending {
		runes = append(runes, r)
		f.byRune[r] = noFace
	}
	clear(f.pending)
	return runes
}

// Resolve looks for faces for the runes. It may read font files and takes its time: call it on a goroutine of its own and
// hand the answer to Install on the one that lays out.
func (f *Faces) Resolve(runes []rune) Found {
	f.resolving.Lock()
	defer f.resolving.Unlock()
	found := Found{}
	for _, r := range runes {
		face := f.resolve(r)
		if face != nil {
			if _, ok := face.NominalGlyph(r); !ok {
				face = nil
			}
		}
		found[r] = face
	}
	return found
}

// Install remembers what Resolve found and reports whether any rune has a face now that had none before: then text has
// to be laid out anew.
func (f *Faces) Install(found Found) bool {
	changed := false
	for r, face := range found {
		if face == nil {
			f.byRune[r] = noFace
			continue
		}
		id := f.add(face)
		f.byRune[r] = id
		changed = changed || id != noFace
	}
	return changed
}

func (f *Faces) add(face *font.Face) FaceID {
	for i, have := range f.list {
		if have.Font == face.Font {
			return FaceID(i)
		}
	}
	if len(f.list) >= maxFaces {
		return noFace
	}
	f.list = append(f.list, face)
	return FaceID(len(f.list) - 1)
}
