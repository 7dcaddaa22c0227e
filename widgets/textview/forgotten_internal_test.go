package textview

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// recorder is a canvas that notes what it is asked to paint anew.
type recorder struct {
	fyne.Canvas
	asked map[fyne.CanvasObject]int
}

func (r *recorder) Refresh(o fyne.CanvasObject) { r.asked[o]++ }

// TestRecycledTilesArePaintedAnewThoughTheirCanvasIsForgotten: the toolkit forgets after a minute which canvas an object is
// on, and canvas.Refresh does nothing then, while the object's old picture is still there.
func TestRecycledTilesArePaintedAnewThoughTheirCanvasIsForgotten(t *testing.T) {
	test.NewTempApp(t)
	v := New()
	known := canvasOf
	canvasOf = func(fyne.CanvasObject) fyne.Canvas { return nil }
	t.Cleanup(func() { canvasOf = known })
	c := &recorder{Canvas: test.NewCanvas(), asked: map[fyne.CanvasObject]int{}}
	v.canvas = c
	v.Resize(fyne.NewSize(600, 400))
	v.SetText(strings.Repeat("Some words on a line.\n", 500))
	clear(c.asked)
	v.ScrollToTop(4000)
	if len(v.tiles.list) < 10 {
		t.Fatalf("%d lines in sight", len(v.tiles.list))
	}
	for i, tile := range v.tiles.list {
		if c.asked[tile.raster] == 0 {
			t.Errorf("line %d in sight still has the picture of another one", i)
		}
	}
	if c.asked[v.caretAt] == 0 {
		t.Error("no new frame was asked for")
	}
	clear(c.asked)
	v.PutMark(Mark{ID: "x", Ranges: []Range{{Start: 4005, End: 4009}}})
	soiled := 0
	for _, tile := range v.tiles.list {
		soiled += c.asked[tile.raster]
	}
	if soiled != 1 {
		t.Errorf("a mark on one line painted %d lines anew", soiled)
	}
}
