package ui

import (
	"testing"

	"galley/app"
)

// other imports a second article and opens it; the id of the first is returned.
func (r *rig) other() (first string) {
	r.t.Helper()
	first = r.current.id
	r.importFiles([]app.File{{Name: "b.txt", Data: []byte("second")}})
	r.until("the other article is open", func() bool { return r.current.id != first })
	r.settle()
	return first
}

// hold keeps what would run beside the interface's thread until go is called.
func (r *rig) hold() (run func()) {
	var held []func()
	spawn := r.window.spawn
	r.window.spawn = func(f func()) { held = append(held, f) }
	return func() {
		r.window.spawn = spawn
		for _, f := range held {
			f()
		}
	}
}

// TestGoingBackToTheArticleThatIsReadCallsOffTheOther: the other one must not come after all.
func TestGoingBackToTheArticleThatIsReadCallsOffTheOther(t *testing.T) {
	r := newRig(t)
	r.sample()
	first := r.other()
	read := r.current.id
	run := r.hold()
	r.openArticle(first, nil)
	r.openArticle(read, nil)
	run()
	r.settle()
	if r.current.id != read || r.library.chosen != read {
		t.Error("the article that was called off is shown")
	}
}

// TestAMarkMadeWhileAllAreTakenOverAnewStays: a bulk change is read beside the interface's thread.
func TestAMarkMadeWhileAllAreTakenOverAnewStays(t *testing.T) {
	r := newRig(t)
	r.sample()
	run := r.hold()
	r.reloadMarks()
	run() // has read the article and posted the answer
	r.selectText("denied responsibility", 0)
	r.typed("2")
	r.want("denial 128-149")
	if id := r.current.selected; id == "" || r.reader.view.SelectedMark() != id {
		t.Error("the new mark is not the chosen one any more")
	}
}

// TestAnArticleIsShownAsItIsWhenItComes: its marks changed after it was read and before it was shown.
func TestAnArticleIsShownAsItIsWhenItComes(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.selectText("denied responsibility", 0)
	r.typed("2")
	r.settle()
	id := r.current.selected
	first := r.other()
	run, post := r.hold(), r.window.post
	r.openArticle(first, nil)
	var answers []func()
	r.window.post = func(f func()) { answers = append(answers, f) }
	run()
	r.window.post = post
	if err := r.space.Delete(id); err != nil {
		t.Fatal(err)
	}
	r.settle()
	for _, f := range answers {
		f()
	}
	r.until("the first article is open", func() bool { return r.current.id == first })
	r.want("")
}
