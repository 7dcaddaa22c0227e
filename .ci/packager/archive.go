package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path"
	"time"

	"github.com/ulikunitz/xz"
)

// writeTarXZ packs files into a tar.xz below one folder, in the order of their names, all of one time and nobody's.
func writeTarXZ(out, folder string, files []file, at time.Time) error {
	return writeFile(out, func(w io.Writer) error {
		packed, err := xz.WriterConfig{DictCap: 32 << 20}.NewWriter(w)
		if err != nil {
			return err
		}
		archive := tar.NewWriter(packed)
		for _, f := range sortFiles(files) {
			data, err := f.content()
			if err != nil {
				return err
			}
			h := &tar.Header{Name: path.Join(folder, f.Name), Mode: int64(f.Mode.Perm()), Size: int64(len(data)), ModTime: at, Format: tar.FormatUSTAR}
			if err := archive.WriteHeader(h); err != nil {
				return err
			}
			if _, err := archive.Write(data); err != nil {
				return err
			}
		}
		if err := archive.Close(); err != nil {
			return err
		}
		return packed.Close()
	})
}

// writeZip is writeTarXZ for a zip.
func writeZip(out, folder string, files []file, at time.Time) error {
	return writeFile(out, func(w io.Writer) error {
		archive := zip.NewWriter(w)
		for _, f := range sortFiles(files) {
			data, err := f.content()
			if err != nil {
				return err
			}
			h := &zip.FileHeader{Name: path.Join(folder, f.Name), Method: zip.Deflate, Modified: at}
			h.SetMode(f.Mode)
			entry, err := archive.CreateHeader(h)
			if err != nil {
				return err
			}
			if _, err := entry.Write(data); err != nil {
				return err
			}
		}
		return archive.Close()
	})
}

// writeFile makes a file whole, or leaves none.
func writeFile(out string, write func(io.Writer) error) error {
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	err = write(f)
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		os.Remove(out)
	}
	return err
}

// gzipped is data as gzip -9n makes it: without a name and a time.
func gzipped(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}
