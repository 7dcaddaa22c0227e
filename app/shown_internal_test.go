package app

import (
	"context"
	"path/filepath"
	"testing"

	"galley/app/annotation"
)

// TestTheInterfaceIsAnsweredDuringALongAct holds the lock as a large import does.
func TestTheInterfaceIsAnsweredDuringALongAct(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	w, err := Create(ctx, filepath.Join(t.TempDir(), "test.galley"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	id := w.Import(ctx, []File{{Name: "a.txt", Data: []byte("Somebody denied it.\n")}}, nil).Imported[0].ID
	if _, err := w.Article(ctx, id); err != nil {
		t.Fatal(err)
	}
	a, err := w.Mark(id, []annotation.Span{{Start: 0, End: 8}}, annotation.Claim)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.SetSource(a.ID, "Ada"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(ctx); err != nil {
		t.Fatal(err)
	}
	if w, err = Open(ctx, w.Path(), Options{}); err != nil {
		t.Fatal(err)
	}
	w.mu.Lock()
	undo, canUndo := w.CanUndo()
	redo, canRedo := w.CanRedo()
	if !canUndo || undo != "mark claim" || !canRedo || redo != "source" {
		t.Errorf("undo %q %v, redo %q %v", undo, canUndo, redo, canRedo)
	}
	if s := w.SaveState(); s.Pending != 0 || s.Err != nil {
		t.Errorf("%+v", s)
	}
	if names := w.Sources(); len(names) > 1 {
		t.Errorf("%v", names)
	}
	w.mu.Unlock()
	if err := w.Close(ctx); err != nil {
		t.Fatal(err)
	}
	if _, ok := w.CanUndo(); ok {
		t.Error("a closed project can be undone")
	}
}
