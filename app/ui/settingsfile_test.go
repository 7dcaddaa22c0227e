package ui

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestSettingsComeBackAtTheNextStart(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new folder", "settings.json")
	s := openSettings(path)
	if s.Bool("b") || s.FloatWithFallback("f", 2.5) != 2.5 || s.IntWithFallback("i", 7) != 7 || s.String("s") != "" || s.StringList("l") != nil {
		t.Error("an empty file has settings")
	}
	s.SetBool("b", true)
	s.SetFloat("f", 1010.25)
	s.SetFloat("nan", math.NaN())
	s.SetInt("i", -3)
	s.SetString("s", "größe\t1")
	s.SetStringList("l", []string{"one", "two"})
	if err := s.flush(); err != nil {
		t.Fatal(err)
	}
	s = openSettings(path)
	if !s.Bool("b") || s.FloatWithFallback("f", 0) != 1010.25 || s.FloatWithFallback("nan", 4) != 4 || s.IntWithFallback("i", 0) != -3 ||
		s.String("s") != "größe\t1" || !slices.Equal(s.StringList("l"), []string{"one", "two"}) {
		t.Errorf("the settings come back as %s", s.all)
	}
	if s.Bool("s") || s.IntWithFallback("l", 5) != 5 {
		t.Error("a setting of another type is taken for the wanted one")
	}
}

// TestABrokenSettingsFileKeepsNobodyFromStarting: it is replaced as soon as something is set.
func TestABrokenSettingsFileKeepsNobodyFromStarting(t *testing.T) {
	t.Parallel()
	for _, broken := range []string{"", "null", "[1]", `{"theme": "da`, "\x00\xff"} {
		path := filepath.Join(t.TempDir(), "settings.json")
		if err := os.WriteFile(path, []byte(broken), 0o600); err != nil {
			t.Fatal(err)
		}
		s := openSettings(path)
		s.SetString("theme", "dark")
		if err := s.flush(); err != nil {
			t.Errorf("%q: %v", broken, err)
		}
		if got := openSettings(path).String("theme"); got != "dark" {
			t.Errorf("after %q the theme comes back as %q", broken, got)
		}
	}
}
