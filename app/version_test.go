package app_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"galley/app"
)

func TestTheAppFileNamesAVersion(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if got := app.VersionIn(string(data)); !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(got) {
		t.Errorf("version %q: want three numbers, as every kind of package takes them", got)
	}
}

func TestTheVersionIsReadFromTheAppFile(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"[Details]\n  Name = \"Galley\"\n  Version = \"1.2.3\"\n  Build = 4\n": "1.2.3",
		"Version=\"1.2.3\"\r\n":          "1.2.3",
		"[Details]\n# Version = \"9\"\n": app.Version,
		"":                               app.Version,
	} {
		if got := app.VersionIn(file); got != want {
			t.Errorf("%q: %q, want %q", file, got, want)
		}
	}
	if !strings.HasPrefix(app.FullVersion(), app.Version) {
		t.Errorf("full version %q", app.FullVersion())
	}
}
