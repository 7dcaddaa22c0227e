package textlayout

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"
)

func TestBidiLevelsAndOrderAreThoseOfTheUnicodeTestFile(t *testing.T) {
	name := "testdata/BidiCharacterTest.txt"
	if full := os.Getenv("GALLEY_BIDI_TEST"); full != "" {
		name = full
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cases, failed := 0, 0
	in := bufio.NewScanner(f)
	for in.Scan() {
		line := in.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, ";")
		var text []rune
		for _, h := range strings.Fields(fields[0]) {
			v, _ := strconv.ParseUint(h, 16, 32)
			text = append(text, rune(v))
		}
		base, _ := strconv.Atoi(fields[2])
		if fields[1] == "2" && int(baseLevel(text)) != base {
			t.Errorf("%s: base level %d", line, baseLevel(text))
		}
		levels, classes := bidiLevels(text, uint8(base))
		levels = lineLevels(levels, classes, uint8(base))
		var kept []uint8
		var keptAt []string
		bad := false
		for i, want := range strings.Fields(fields[3]) {
			if want == "x" {
				continue
			}
			w, _ := strconv.Atoi(want)
			bad = bad || int(levels[i]) != w
			kept = append(kept, levels[i])
			keptAt = append(keptAt, strconv.Itoa(i))
		}
		var order []string
		for _, k := range visualOrder(kept) {
			order = append(order, keptAt[k])
		}
		bad = bad || strings.Join(order, " ") != strings.Join(strings.Fields(fields[4]), " ")
		cases++
		if bad {
			failed++
			if failed < 10 {
				t.Errorf("%s: levels %v, order %v", line, levels, order)
			}
		}
	}
	if cases < 500 || failed > 0 {
		t.Fatalf("%d of %d cases failed", failed, cases)
	}
}
