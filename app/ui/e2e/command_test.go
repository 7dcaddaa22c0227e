package e2e

import (
	"os"
	"strings"
	"testing"

	"galley/app"
)

func TestCommandsNeedNoDisplayAndSayNothingElse(t *testing.T) {
	t.Parallel()
	p := newPerson(t)
	appFile, err := os.ReadFile("../../../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	version := "galley " + app.VersionIn(string(appFile))
	if stdout, stderr, code := p.run("version"); code != 0 || !strings.HasPrefix(stdout, version) || stderr != "" {
		t.Errorf("status %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	if _, stderr, code := p.run("nosuchcommand"); code != 2 || strings.Count(stderr, "\n") != 1 {
		t.Errorf("status %d, stderr %q", code, stderr)
	}
}

func TestTheDefaultProjectIsInTheDataFolder(t *testing.T) {
	t.Parallel()
	p := newPerson(t)
	text := p.file("a.txt")
	if err := os.WriteFile(text, []byte("A headline\n\nSomebody said so.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	stdout, stderr, code := p.run("import", text)
	if code != 0 || !strings.Contains(stdout, `"A headline"`) || !strings.Contains(stderr, p.defaultProject()) {
		t.Errorf("status %d, stdout %q, stderr %q", code, stdout, stderr)
	}
}
