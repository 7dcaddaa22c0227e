package cli_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"galley/app"
	"galley/app/cli"
	"galley/assets"
)

func TestTheSelfTestPassesAndLeavesNothing(t *testing.T) {
	tmp := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP"} {
		t.Setenv(name, tmp)
	}
	run("--selftest").want(t, cli.Done, "selftest: ok, galley "+app.FullVersion()+" on ", "")
	if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if _, err := os.Stat(app.DefaultProject()); !os.IsNotExist(err) {
		t.Errorf("the user's own project was touched: %v", err)
	}
}

func TestTheSelfTestSaysWhatFailed(t *testing.T) {
	nowhere := filepath.Join(t.TempDir(), "missing")
	for _, name := range []string{"TMPDIR", "TMP"} {
		t.Setenv(name, nowhere)
	}
	run("--selftest").want(t, cli.Failed, "", "selftest: ")
	whole := assets.OldestProject
	defer func() { assets.OldestProject = whole }()
	assets.OldestProject = whole[:len(whole)/2]
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("TMP", os.Getenv("TMPDIR"))
	run("--selftest").want(t, cli.Failed, "", "a project of the first schema")
}

func TestTheSelfTestHasItsPlaceToItself(t *testing.T) {
	run("--selftest", "x.txt").want(t, cli.Usage, "", "x.txt")
	run("--selftest", "--project", "p.galley").want(t, cli.Usage, "", "--project")
}

func TestTheOldestProjectIsThatOfTheFirstSchema(t *testing.T) {
	want, err := os.ReadFile("../../db/testdata/schema-0001.galley")
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(assets.OldestProject))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(unpacked); err != nil || !bytes.Equal(got, want) {
		t.Errorf("assets/schema-0001.galley.gz is another project (%v): gzip -9nc the one of db/testdata", err)
	}
}
