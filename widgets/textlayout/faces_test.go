package textlayout

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// testFaces are the toolkit's own text font, found in the module cache: this package must not import the toolkit.
var testFonts = sync.OnceValues(func() ([][]byte, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(strings.TrimSpace(string(out)), "theme", "font")
	var fonts [][]byte
	for _, name := range []string{"NotoSans-Regular.ttf", "EmojiOneColor.otf"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		fonts = append(fonts, b)
	}
	return fonts, nil
})

func testMetrics(t testing.TB, size int) *Metrics {
	t.Helper()
	fonts, err := testFonts()
	if err != nil {
		t.Fatal(err)
	}
	faces, err := NewFaces(nil, fonts...)
	if err != nil {
		t.Fatal(err)
	}
	return NewMetrics(faces, size)
}
