package ui

import (
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/app"
	"galley/app/annotation"
	"galley/widgets/textview"
)

// rig is a window on Fyne's test driver with a real project in a temporary folder. What the window posts to the
// interface's thread is run by the test, in settle and until, so that nothing happens behind its back.
type rig struct {
	*window
	t       *testing.T
	posted  chan func()
	held    fyne.KeyModifier
	path    string
	running atomic.Int32 // how many functions run beside the interface's thread
}

// newRig opens a window on a new project.
func newRig(t *testing.T) *rig {
	t.Helper()
	r := newEmptyRig(t)
	r.path = filepath.Join(t.TempDir(), "Test.galley")
	r.openWith(r.path, func() (*app.Workspace, error) { return app.Create(background(), r.path, r.options(false)) })
	r.until("the project is open", func() bool { return r.space != nil })
	return r
}

// newEmptyRig opens a window without a project.
func newEmptyRig(t *testing.T) *rig {
	t.Helper()
	return rigOn(t, test.NewTempApp(t))
}

// rigOn opens a window in an app: a second one in the same app has the preferences of the first.
func rigOn(t *testing.T, a fyne.App) *rig {
	t.Helper()
	r := &rig{t: t, posted: make(chan func(), 10_000)}
	r.window = newWindow(a, a.Preferences(), "test")
	r.window.post = func(f func()) { r.posted <- f }
	r.window.spawn = func(f func()) {
		r.running.Add(1)
		go func() {
			defer r.running.Add(-1)
			f()
		}()
	}
	r.window.modifiers = func() fyne.KeyModifier { return r.held }
	backups := t.TempDir()
	r.window.options = func(readOnly bool) app.Options {
		return app.Options{Version: "test", User: "Ada", Backups: backups, ReadOnly: readOnly}
	}
	r.win.Resize(fyne.NewSize(1280, 800))
	t.Cleanup(func() {
		onFontsFound(nil)
		if r.space != nil {
			r.space.Close(background())
		}
	})
	return r
}

// until runs what is posted until the condition holds.
func (r *rig) until(what string, done func() bool) {
	r.t.Helper()
	deadline := time.After(20 * time.Second)
	for !done() {
		select {
		case f := <-r.posted:
			f()
		case <-deadline:
			r.t.Fatalf("never: %s", what)
		}
	}
}

// settle runs what is posted until everything is saved, nothing runs beside the interface's thread and nothing came for a
// moment.
func (r *rig) settle() {
	r.t.Helper()
	r.until("everything is saved", func() bool { return r.space == nil || r.space.SaveState().Pending == 0 })
	for {
		select {
		case f := <-r.posted:
			f()
		case <-time.After(120 * time.Millisecond):
			if r.running.Load() == 0 && len(r.posted) == 0 {
				return
			}
		}
	}
}

// sample opens the sample article.
func (r *rig) sample() {
	r.t.Helper()
	r.perform("article.sample")
	r.until("the sample is open", func() bool { return r.current != nil })
	r.settle()
}

// selectText selects the nth (from 0) place where words stand.
func (r *rig) selectText(words string, nth int) {
	r.t.Helper()
	text := []rune(r.current.text.String())
	want := []rune(words)
	for i := 0; i+len(want) <= len(text); i++ {
		if string(text[i:i+len(want)]) == words {
			if nth == 0 {
				r.reader.view.Select(textview.Range{Start: i, End: i + len(want)})
				return
			}
			nth--
		}
	}
	r.t.Fatalf("%q does not stand in the text that often", words)
}

// typed types characters into the reading view.
func (r *rig) typed(runes string) {
	for _, c := range runes {
		r.reader.view.TypedRune(c)
	}
}

// pressed presses a named key in the reading view.
func (r *rig) pressed(name fyne.KeyName) { r.reader.view.TypedKey(&fyne.KeyEvent{Name: name}) }

// marked is "tag start-end tag start-end ..." of the open article, as its file has it after everything is saved.
func (r *rig) marked() string {
	r.t.Helper()
	r.settle()
	doc, err := r.space.Article(background(), r.current.id)
	if err != nil {
		r.t.Fatal(err)
	}
	var out []string
	for _, a := range doc.Annotations {
		out = append(out, describe(&a))
	}
	return strings.Join(out, " ")
}

func describe(a *annotation.Annotation) string {
	var spans []string
	for _, s := range a.Spans {
		spans = append(spans, strings.ReplaceAll(span(s.Start, s.End), "–", "-"))
	}
	return string(a.Tag) + " " + strings.Join(spans, "+")
}

// want fails unless the marks of the open article are these, in the workspace and in what the window shows.
func (r *rig) want(marks string) {
	r.t.Helper()
	if got := r.marked(); got != marks {
		r.t.Errorf("marks are %q, want %q", got, marks)
	}
	var shown []string
	for _, a := range r.current.marks.List("") {
		shown = append(shown, describe(a))
	}
	if got := strings.Join(shown, " "); got != marks {
		r.t.Errorf("the window shows %q, want %q", got, marks)
	}
}

// write makes a file in a temporary folder.
func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// top is the newest box over the window.
func (r *rig) top() *box {
	r.t.Helper()
	if len(r.dialogs.stack) == 0 {
		r.t.Fatal("no box is open")
	}
	return r.dialogs.stack[len(r.dialogs.stack)-1]
}

// texts are all words that an object shows.
func texts(o fyne.CanvasObject) string {
	var out []string
	for _, line := range strings.Split(test.RenderObjectToMarkup(o), "\n") {
		start := strings.Index(line, "<text")
		if start < 0 {
			continue
		}
		line = line[start:]
		if from := strings.Index(line, ">"); from >= 0 {
			out = append(out, strings.TrimSuffix(line[from+1:], "</text>"))
		}
	}
	return strings.Join(out, "\n")
}
