package db

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"unicode/utf8"
)

// ApplicationID stands in the header of every project: "Galy".
const ApplicationID = 0x47616C79

const (
	sqliteMagic  = "SQLite format 3\x00"
	headerSize   = 100
	smallestFile = 512 // SQLite's smallest page
)

// header is what can be known of a file before SQLite opens it; opening a foreign file with SQLite may change it.
type header struct {
	path     string      // real path: symbolic links resolved, absolute
	info     fs.FileInfo // of the real file
	schema   int         // user_version, 0 if the file is open in this process
	readOnly bool        // neither the file nor its folder can be written, or only one of them
}

// inspect looks at the file at path without changing anything. The errors are ErrBadName, ErrMissing, ErrEmptyFile,
// *NotProjectError and what the system says.
func inspect(path string) (header, error) {
	var h header
	abs, err := filepath.Abs(path)
	if err == nil {
		err = checkName(abs)
	}
	if err != nil {
		return h, err
	}
	h.path, err = filepath.EvalSymlinks(abs)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return h, join(ErrMissing, err)
		}
		return h, err
	}
	if h.info, err = os.Stat(h.path); err != nil {
		return h, join(ErrMissing, err)
	}
	switch {
	case h.info.IsDir():
		return h, &NotProjectError{Looks: "folder"}
	case !h.info.Mode().IsRegular():
		return h, &NotProjectError{Looks: "device"} // opening a pipe would wait for ever
	case h.info.Size() == 0:
		return h, ErrEmptyFile
	}
	h.readOnly = !writable(h.info) || !writableFolder(filepath.Dir(h.path))
	if isOpenHere(h.info) {
		return h, nil // it is a project, and must not be opened by hand now
	}
	return h, h.read()
}

// IsProject says whether the file at path is a project, also one that is newer or damaged. It changes nothing.
func IsProject(path string) bool {
	_, err := inspect(path)
	return err == nil || errors.Is(err, ErrDamaged)
}

// read opens the file for writing if that is allowed, to know that it is; it writes nothing.
func (h *header) read() error {
	f, err := os.OpenFile(h.path, os.O_RDWR, 0)
	if err != nil {
		h.readOnly = true
		if f, err = os.Open(h.path); err != nil {
			return err
		}
	}
	defer f.Close()
	buf := make([]byte, smallestFile)
	n, err := io.ReadFull(f, buf)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("read header: %w", err)
	}
	buf = buf[:n]
	if n < headerSize || !bytes.HasPrefix(buf, []byte(sqliteMagic)) {
		return &NotProjectError{Looks: looks(buf)}
	}
	if binary.BigEndian.Uint32(buf[68:]) != ApplicationID {
		return &NotProjectError{Looks: "sqlite"}
	}
	h.schema = int(int32(binary.BigEndian.Uint32(buf[60:])))
	if n < smallestFile {
		return &DamagedError{Problems: []string{"the file is cut off"}}
	}
	return nil
}

// writable goes by the mode alone, so that a file somebody marked read-only is respected even when run by root.
func writable(fi fs.FileInfo) bool { return fi.Mode().Perm()&0o222 != 0 }

func writableFolder(folder string) bool {
	fi, err := os.Stat(folder)
	return err == nil && writable(fi)
}

// looks names what a file is by its first bytes; see NotProjectError.
func looks(b []byte) string {
	for _, kind := range []struct{ magic, name string }{
		{"\x89PNG", "png"}, {"\xff\xd8\xff", "jpeg"}, {"%PDF-", "pdf"}, {"PK\x03\x04", "zip"}, {"\x1f\x8b", "gzip"},
		{"SQLite", "short"}, {"<!DOCTYPE html", "html"}, {"<html", "html"},
	} {
		if bytes.HasPrefix(b, []byte(kind.magic)) {
			return kind.name
		}
	}
	if !bytes.ContainsRune(b, 0) && utf8.Valid(bytes.TrimRight(b, "\x80\xbf")) {
		return "text"
	}
	return "unknown"
}
