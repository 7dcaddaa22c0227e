package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestMain lets the test's own binary stand for the program.
func TestMain(m *testing.M) {
	if os.Getenv("GALLEY_TEST_RUN") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// program runs the program without a display, with a home of its own.
func program(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(exe, args...)
	home := t.TempDir()
	command.Env = []string{
		"GALLEY_TEST_RUN=1", "LANG=C.UTF-8", "HOME=" + home, "XDG_DATA_HOME=" + filepath.Join(home, "data"),
		"PATH=" + os.Getenv("PATH"), "SystemRoot=" + os.Getenv("SystemRoot"),
	}
	var out, complaints bytes.Buffer
	command.Stdout, command.Stderr = &out, &complaints
	err = command.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return command.ProcessState.ExitCode(), out.String(), complaints.String()
}

func TestWithoutADisplayOneLineSaysSo(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("there is always a display")
	}
	t.Parallel()
	status, stdout, stderr := program(t)
	if status != 1 || stdout != "" || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, "display") {
		t.Errorf("status %d, stdout %q, stderr %q", status, stdout, stderr)
	}
}

func TestCommandsNeedNoDisplayAndSayNothingElse(t *testing.T) {
	t.Parallel()
	if status, stdout, stderr := program(t, "version"); status != 0 || !strings.HasPrefix(stdout, "galley ") || stderr != "" {
		t.Errorf("status %d, stdout %q, stderr %q", status, stdout, stderr)
	}
	if status, _, stderr := program(t, "nosuchcommand"); status != 2 || strings.Count(stderr, "\n") != 1 {
		t.Errorf("status %d, stderr %q", status, stderr)
	}
}

func TestTheDefaultProjectIsInTheDataFolder(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the folder is named by XDG_DATA_HOME")
	}
	t.Parallel()
	text := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(text, []byte("A headline\n\nSomebody said so.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	status, stdout, stderr := program(t, "import", text)
	if status != 0 || !strings.Contains(stdout, `"A headline"`) || !strings.Contains(stderr, "data/galley/Galley.galley") {
		t.Errorf("status %d, stdout %q, stderr %q", status, stdout, stderr)
	}
}
