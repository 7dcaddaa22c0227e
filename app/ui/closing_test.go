package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"galley/app"
)

// holdSpawned keeps back what the window runs beside the interface's thread, as a drive does that does not answer.
func (r *rig) holdSpawned() (release func()) {
	var held []func()
	spawn := r.spawn
	r.spawn = func(f func()) { held = append(held, f) }
	return func() {
		r.spawn = spawn
		for _, f := range held {
			go f()
		}
	}
}

func TestNothingIsChangedWhileTheWindowCloses(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.selectText("denied responsibility", 0)
	release := r.holdSpawned()
	r.close()
	r.typed("2")
	if r.current.marks.Len("") != 0 || r.status.said != canEdit(r.window) {
		t.Errorf("%d marks, the status bar says %q", r.current.marks.Len(""), r.status.said)
	}
	r.inspector.article.fields[2].input.SetText("An author")
	r.edits.flush()
	release()
	r.until("the window has closed", func() bool { return r.space == nil })
}

// TestASaveThatHangsCanBeGivenUp: the second attempt to close asks, whatever the drive does.
func TestASaveThatHangsCanBeGivenUp(t *testing.T) {
	r := newRig(t)
	r.sample()
	release := r.holdSpawned()
	r.close()
	if len(r.dialogs.stack) != 0 {
		t.Fatal("the first attempt asks already")
	}
	r.close()
	r.close()
	if len(r.dialogs.stack) != 1 || r.top().primary != nil {
		t.Fatalf("%d boxes ask", len(r.dialogs.stack))
	}
	space := r.space
	r.giveUp()
	r.until("the window is gone without the drive's answer", func() bool { return r.space == nil })
	release()
	if err := space.Close(background()); err != nil {
		t.Error(err)
	}
}

// TestAProjectThatComesAfterTheWindowIsGoneIsClosed: its lock would stay, and the next start would be told of a crash.
func TestAProjectThatComesAfterTheWindowIsGoneIsClosed(t *testing.T) {
	r := newRig(t)
	r.sample()
	path := r.path
	if err := r.space.Close(background()); err != nil {
		t.Fatal(err)
	}
	r.space = nil
	late := rigOn(t, fyne.CurrentApp())
	late.openProject(path, false)
	late.close()
	if err := late.finish(); err != nil {
		t.Fatal(err)
	}
	space, err := app.Open(background(), path, app.Options{})
	if err != nil {
		t.Fatalf("the project is still held: %v", err)
	}
	space.Close(background())
}
