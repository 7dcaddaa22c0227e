package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// packaged is the real product, with packages going into a folder of the test's own.
func packaged(t *testing.T) *product {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	p, err := load(root)
	if err != nil {
		t.Fatal(err)
	}
	p.Out, p.Time = t.TempDir(), time.Unix(1_790_000_000, 0).UTC()
	return p
}

// standIn is a binary on its way into packages: a script, since compiling the program takes minutes.
func standIn(t *testing.T, target target) *built {
	t.Helper()
	work := t.TempDir()
	binary := filepath.Join(work, "galley")
	if err := os.WriteFile(binary, []byte("#!/bin/sh\necho \"galley $*\"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return &built{target: target, binary: binary, work: work, notices: []byte("others' licences\n")}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
