package main

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ulikunitz/xz"
)

// The archive is installed into a home whose path has a blank, run, and taken away again; the person's project stays.
func TestTheArchiveInstallsForOneselfAndGoesAgain(t *testing.T) {
	p := packaged(t)
	b := standIn(t, target{"linux", "amd64"})
	tree, err := p.linuxTree(b)
	if err != nil {
		t.Fatal(err)
	}
	archive, err := p.packTarXZ(b, tree)
	if err != nil {
		t.Fatal(err)
	}
	unpacked := t.TempDir()
	plain, err := xz.NewReader(bytes.NewReader(read(t, archive)))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(plain); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := writeTree(unpacked, []file{{Name: h.Name, Mode: os.FileMode(h.Mode), data: data}}); err != nil {
			t.Fatal(err)
		}
	}
	home := filepath.Join(t.TempDir(), "a home")
	project := filepath.Join(home, ".local/share/galley/Galley.galley")
	if err := writeTree(home, []file{{Name: ".local/share/galley/Galley.galley", Mode: 0o600, data: []byte("mine")}}); err != nil {
		t.Fatal(err)
	}
	sh := func(script string) string {
		command := exec.Command("sh", script)
		command.Env = []string{"HOME=" + home, "PATH=" + os.Getenv("PATH")}
		out, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", script, err, out)
		}
		return string(out)
	}
	folder := filepath.Join(unpacked, strings.TrimSuffix(filepath.Base(archive), ".tar.xz"))
	for range 2 { // over itself too
		sh(filepath.Join(folder, "install.sh"))
	}
	entry := string(read(t, filepath.Join(home, ".local/share/applications", p.ID+".desktop")))
	if want := "\nExec=\"" + home + "/.local/bin/galley\" %F\n"; !strings.Contains(entry, want) {
		t.Errorf("the menu entry is\n%s\nwant%s", entry, want)
	}
	out, err := exec.Command(filepath.Join(home, ".local/bin/galley"), "version").Output()
	if err != nil || string(out) != "galley version\n" {
		t.Errorf("the installed program: %q, %v", out, err)
	}
	sh(filepath.Join(home, ".local", uninstaller))
	var left []string
	filepath.WalkDir(home, func(path string, d os.DirEntry, err error) error {
		// The desktop's own tools keep lists of what they found, which name Galley no more.
		if err == nil && !d.IsDir() && (path == project || bytes.Contains(bytes.ToLower(append(read(t, path), d.Name()...)), []byte("galley"))) {
			left = append(left, path)
		}
		return err
	})
	if !slices.Equal(left, []string{project}) {
		t.Errorf("left behind: %v", left)
	}
}
