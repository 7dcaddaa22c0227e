package ui

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync"
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

// TestNobodyWaitsForTheDiskToReadOrSetASetting sets one while another is being written, which ends only after that.
func TestNobodyWaitsForTheDiskToReadOrSetASetting(t *testing.T) {
	t.Parallel()
	s := openSettings(filepath.Join(t.TempDir(), "settings.json"))
	begun, set, written := make(chan struct{}), make(chan struct{}), make(chan error)
	write := s.write
	var first sync.Once
	s.write = func(path string, data []byte) error {
		first.Do(func() {
			close(begun)
			<-set
		})
		return write(path, data)
	}
	s.SetString("theme", "dark")
	go func() { written <- s.flush() }()
	<-begun
	s.SetInt("reader.font", 21)
	if got := s.String("theme"); got != "dark" {
		t.Errorf("the theme is %q", got)
	}
	close(set)
	if err := <-written; err != nil {
		t.Fatal(err)
	}
	if err := s.flush(); err != nil {
		t.Fatal(err)
	}
	if got := openSettings(s.path).IntWithFallback("reader.font", 0); got != 21 {
		t.Errorf("what was set meanwhile comes back as %d", got)
	}
}

// TestSettingsThatCouldNotBeWrittenAreTriedAgain: a file stands where their folder should be.
func TestSettingsThatCouldNotBeWrittenAreTriedAgain(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "galley")
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := openSettings(filepath.Join(folder, "settings.json"))
	s.SetString("theme", "dark")
	if err := s.flush(); err == nil {
		t.Fatal("written where nothing can be")
	}
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	if err := s.flush(); err != nil {
		t.Fatal(err)
	}
	if got := openSettings(s.path).String("theme"); got != "dark" {
		t.Errorf("the theme comes back as %q", got)
	}
}
