package e2e

import (
	"fmt"
	"image"
	"image/color"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/assets"
)

// The sample article's two statements of the proof, at their known places.
var (
	denied = mark{"denial", 438, 459, "denied responsibility"}
	killed = mark{"claim", 707, 741, "36 of its fighters had been killed"}
)

// TestTwoMarksMadeByHandSurviveAPowerCut is the main job from end to end: open the article, mark one statement with the
// mouse and one found with the keyboard, undo and redo, cut the power, start again, export.
func TestTwoMarksMadeByHandSurviveAPowerCut(t *testing.T) {
	t.Parallel()
	s, p := newScreen(t), newPerson(t)
	project := p.file("check.galley")
	sample, err := filepath.Abs(filepath.Join(root, "assets", assets.SampleName))
	if err != nil {
		t.Fatal(err)
	}
	w := p.open(s, "--project", project, sample)

	// The words stand twice: in the summary, then in the lead. Where on the screen, the find bar shows.
	w.find(denied.quote)
	s.press("return")
	w.awaitHit(denied.quote, 2)
	lead := areas(s.still(), w.reader(), currentHit)
	s.press("escape")
	s.click(image.Pt(lead[0].Min.X-30, lead[len(lead)-1].Max.Y+90))
	s.still()
	first, last := lead[0], lead[len(lead)-1]
	s.drag(image.Pt(first.Min.X+1, middle(first)), image.Pt(last.Max.X-1, middle(last)))
	s.press("2")
	w.awaitGround("the denial", lead, denial)

	w.find(killed.quote)
	w.awaitHit(killed.quote, 1)
	statement := areas(s.still(), w.reader(), currentHit)
	s.press("escape", "1")
	w.awaitGround("the claim", statement, claim)
	s.press("ctrl+z")
	w.awaitNoGround("the undone claim", statement, claim)
	s.press("ctrl+shift+z")
	w.awaitGround("the redone claim", statement, claim)

	want := []mark{denied, killed}
	await(t, "both marks on the disk", func() bool { return slices.Equal(marksIn(t, project), want) })
	w.kill()
	if got := marksIn(t, project); !slices.Equal(got, want) {
		t.Fatalf("after the power cut the project holds %v, want %v", got, want)
	}

	w = p.open(s, "--project", project)
	for what, c := range map[string]color.NRGBA{"denial": denial, "claim": claim} {
		await(t, "the window to show the "+what+" again", func() bool {
			boxes := lead
			if what == "claim" {
				boxes = statement
			}
			return sameShape(boxes, areas(s.shot(), w.reader(), c))
		})
	}
	w.close()

	if got := marksIn(t, project); !slices.Equal(got, want) {
		t.Errorf("after the second start the project holds %v, want %v", got, want)
	}
	mustBeSound(t, project)
	exported, stderr, code := p.run("export", "--project", project)
	if code != 0 {
		t.Fatalf("galley export ended with %d: %s", code, stderr)
	}
	mustValidate(t, exported)
	if got := decodeExport(t, exported); !slices.Equal(got.marks(t), want) || got.OffsetUnit != "code point" {
		t.Errorf("the export holds %v in %q, want %v in code points", got.marks(t), got.OffsetUnit, want)
	}
	if out, stderr, code := p.run("check", "--project", project); code != 0 {
		t.Errorf("galley check ended with %d: %s%s", code, out, stderr)
	}
}

// find opens the find bar and looks for a text.
func (w *window) find(text string) {
	w.t.Helper()
	w.screen.press("ctrl+f")
	w.screen.still()
	w.screen.write(text)
	w.screen.still()
}

// awaitHit waits until the n-th hit of the found text is the current one and visible.
func (w *window) awaitHit(text string, n int) {
	w.t.Helper()
	await(w.t, fmt.Sprintf("hit %d of %q", n, text), func() bool {
		return len(areas(w.screen.shot(), w.reader(), currentHit)) > 0
	})
}

func (w *window) awaitGround(what string, boxes []image.Rectangle, c color.NRGBA) {
	w.t.Helper()
	await(w.t, what+" to be shown", func() bool {
		img := w.screen.shot()
		return !slices.ContainsFunc(boxes, func(b image.Rectangle) bool { return !filled(img, b, c) })
	})
}

func (w *window) awaitNoGround(what string, boxes []image.Rectangle, c color.NRGBA) {
	w.t.Helper()
	await(w.t, what+" to vanish", func() bool {
		img := w.screen.shot()
		return !slices.ContainsFunc(boxes, func(b image.Rectangle) bool { return filled(img, b, c) })
	})
}

// reader is where on the screen the article's text stands: the part of the window with the paper as its ground.
func (w *window) reader() image.Rectangle {
	w.t.Helper()
	return w.bounds()
}

func middle(r image.Rectangle) int { return (r.Min.Y + r.Max.Y) / 2 }

// TestWithoutADisplayGalleySaysSoInOneLine: no stack trace, no library's complaint, status 1.
func TestWithoutADisplayGalleySaysSoInOneLine(t *testing.T) {
	t.Parallel()
	stdout, stderr, code := newPerson(t).run()
	if code != 1 || stdout != "" {
		t.Errorf("galley without a display ended with %d and printed %q, want 1 and nothing", code, stdout)
	}
	if lines := strings.Split(strings.TrimSuffix(stderr, "\n"), "\n"); len(lines) != 1 || !strings.Contains(lines[0], "display") {
		t.Errorf("galley without a display complains in %d lines, want one that names the display:\n%s", len(lines), stderr)
	}
}
