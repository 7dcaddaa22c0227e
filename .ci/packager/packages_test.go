package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ulikunitz/xz"
)

// twice makes packages two times from sources of different ages, and wants the same bytes.
func twice(t *testing.T, make func(p *product, b *built) []string) []string {
	t.Helper()
	var first map[string][]byte
	for i := range 2 {
		p := packaged(t)
		b := standIn(t, target{"linux", "amd64"})
		then := time.Now().Add(-time.Duration(i) * time.Hour)
		if err := os.Chtimes(b.binary, then, then); err != nil {
			t.Fatal(err)
		}
		paths, got := make(p, b), map[string][]byte{}
		for _, path := range paths {
			got[filepath.Base(path)] = read(t, path)
		}
		if i == 0 {
			first = got
			continue
		}
		for name, data := range got {
			if !bytes.Equal(data, first[name]) {
				t.Errorf("%s has other bytes when it is made again", name)
			}
		}
		return paths
	}
	return nil
}

func TestPackagesOfLinuxAreTheSameBytesTwice(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1790000000")
	paths := twice(t, func(p *product, b *built) []string {
		paths, err := p.packLinux(b, false)
		if err != nil {
			t.Fatal(err)
		}
		return paths
	})
	var endings []string
	for _, path := range paths {
		endings = append(endings, filepath.Ext(path))
	}
	if want := []string{".xz", ".deb", ".rpm", ".zst"}; !slices.Equal(endings, want) {
		t.Errorf("made %v, want %v", endings, want)
	}
}

func TestArchivesAreSortedAndNobodys(t *testing.T) {
	at := time.Unix(1_790_000_000, 0).UTC()
	files := []file{{Name: "z", Mode: 0o644, data: []byte("z")}, {Name: "a/b", Mode: 0o755, data: []byte("b")}}
	out := filepath.Join(t.TempDir(), "a.tar.xz")
	if err := writeTarXZ(out, "top", files, at); err != nil {
		t.Fatal(err)
	}
	plain, err := xz.NewReader(bytes.NewReader(read(t, out)))
	if err != nil {
		t.Fatal(err)
	}
	archive, names := tar.NewReader(plain), []string{}
	for {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, h.Name)
		if !h.ModTime.Equal(at) || h.Uid != 0 || h.Uname != "" {
			t.Errorf("%s: %v, %d, %q", h.Name, h.ModTime, h.Uid, h.Uname)
		}
	}
	if want := []string{"top/a/b", "top/z"}; !slices.Equal(names, want) {
		t.Errorf("%v, want %v", names, want)
	}
	out = filepath.Join(t.TempDir(), "a.zip")
	if err := writeZip(out, "top", files, at); err != nil {
		t.Fatal(err)
	}
	zipped, err := zip.OpenReader(out)
	if err != nil {
		t.Fatal(err)
	}
	defer zipped.Close()
	if len(zipped.File) != 2 || zipped.File[0].Name != "top/a/b" || !zipped.File[0].Modified.Equal(at) || zipped.File[0].Mode() != 0o755 {
		t.Errorf("%+v", zipped.File[0].FileHeader)
	}
}

func TestChecksumsCoverWhatPeopleGet(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"galley_1_amd64.deb", "galley-1-windows-amd64-setup.exe", "galley", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // its own file is not in it
		if err := writeSums(folder); err != nil {
			t.Fatal(err)
		}
	}
	sums := string(read(t, filepath.Join(folder, sumsName)))
	if strings.Count(sums, "\n") != 2 || !strings.Contains(sums, "  galley_1_amd64.deb\n") || !strings.Contains(sums, "-setup.exe\n") {
		t.Errorf("sums:\n%s", sums)
	}
}

func TestLicencesAreRecognisedByTheirWords(t *testing.T) {
	p := packaged(t)
	root, err := goRoot()
	if err != nil {
		t.Fatal(err)
	}
	goLicence := string(read(t, filepath.Join(root, "LICENSE")))
	for want, text := range map[string]string{"MIT": p.LicenceText, "BSD-3-Clause": goLicence, "": "All rights reserved."} {
		if got := identify(text); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
