package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"galley/app"
	"galley/widgets/textview"
)

// nested marks the headline's "bombing Iraqi" and in it "Iraqi", and returns the ids of the smaller and the larger mark.
func (r *rig) nested() (ids []string) {
	r.t.Helper()
	for _, words := range []string{"Iraqi", "bombing Iraqi"} {
		r.selectText(words, 0)
		r.typed("1")
		ids = append(ids, r.current.selected)
	}
	r.selectMark("", false)
	return ids
}

func TestOnlyClicksAtTheSamePlaceGoDeeper(t *testing.T) {
	r := newRig(t)
	r.sample()
	ids := r.nested()
	at := r.current.marks.Get(ids[0]).Spans[0].Start
	for i, step := range []struct {
		pos  int
		want string
	}{{at, ids[0]}, {at, ids[1]}, {at, ids[0]}, {at + 2, ids[0]}, {at + 2, ids[1]}} {
		if r.markTapped(ids, step.pos); r.current.selected != step.want {
			t.Errorf("click %d chooses the wrong mark", i)
		}
	}
	r.selectMark(ids[0], false)
	if r.markTapped(ids, at); r.current.selected != ids[0] {
		t.Error("the first click after a mark was chosen otherwise goes deeper")
	}
}

func TestASecondaryClickSelectsWhatItsMenuIsFor(t *testing.T) {
	r := newRig(t)
	r.sample()
	ids := r.nested()
	at := r.current.marks.Get(ids[0]).Spans[0].Start
	menu := func(pos int) {
		r.reader.view.Select(textview.Range{Start: pos, End: pos})
		r.contextMenu(fyne.NewPos(200, 200), pos)
		top := r.win.Canvas().Overlays().Top()
		if top == nil {
			t.Fatal("there is no menu")
		}
		r.win.Canvas().Overlays().Remove(top)
	}
	menu(at)
	if sel := r.reader.view.Selection(); r.current.selected != ids[0] || !sel.Empty() {
		t.Errorf("on a mark %q is chosen and %v selected", r.current.selected, sel)
	}
	r.selectText("responsibility", 0)
	start := r.reader.view.Selection().Start
	menu(start + 3)
	if got := r.reader.view.SelectedText(); got != "responsibility" || r.current.selected != "" || canTag(r.window) != "" {
		t.Errorf("on a word without a mark %q is selected", got)
	}
}

func TestTheTagBarIsForTheMouse(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.selectText("responsibility", 0)
	at := r.reader.view.Selection().Start
	r.reader.view.Select(textview.Range{Start: at, End: at})
	r.reader.view.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt | fyne.KeyModifierShift})
	if r.reader.view.Selection().Empty() {
		t.Fatal("nothing is selected")
	}
	if r.reader.bar.card.Visible() {
		t.Error("the tag bar is shown for a selection by key")
	}
}

func TestDeleteInTheLibraryIsAboutTheArticle(t *testing.T) {
	for _, name := range []fyne.KeyName{fyne.KeyDelete, fyne.KeyBackspace} {
		r := newRig(t)
		r.sample()
		r.selectText("denied responsibility", 0)
		r.typed("2")
		r.library.list.TypedKey(&fyne.KeyEvent{Name: name})
		if r.current.marks.Len("") != 1 {
			t.Errorf("%s in the library removes the chosen mark", name)
		}
		if said := texts(r.top().popup.Content); !strings.Contains(said, "Remove the article?") {
			t.Errorf("the box says:\n%s", said)
		}
	}
}

func TestAnEdgeThatMeetsTheOtherSaysWhy(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.selectText("responsibility", 0)
	r.typed("2")
	r.typed("}")
	if said := r.status.said; r.current.marks.Len("") != 1 || !strings.Contains(said, "Nothing would be left") {
		t.Errorf("the status bar says %q", said)
	}
}

func TestEnterDoesNotCancelAnImport(t *testing.T) {
	r := newRig(t)
	cancelled := false
	p := r.progress("Importing", func() { cancelled = true })
	p.show()
	r.dialogs.key(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if cancelled {
		t.Error("Enter cancels it")
	}
	r.dialogs.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !cancelled {
		t.Error("Escape does not cancel it")
	}
	p.end()
}

func TestABackupIsRestoredOverAProjectThatIsOnlyRead(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.settle()
	r = r.reopen() // makes the backup at opening
	r.until("the article is open", func() bool { return r.current != nil })
	backups := r.options(false).Backups
	r.selectText("denied responsibility", 0)
	r.typed("2")
	r.settle()
	if err := r.space.Close(background()); err != nil {
		t.Fatal(err)
	}
	r.space = nil
	second := rigOn(t, fyne.CurrentApp())
	second.window.options = func(readOnly bool) app.Options {
		return app.Options{Version: "test", User: "Ada", Backups: backups, ReadOnly: readOnly}
	}
	second.openProject(r.path, true)
	second.until("it is open read-only", func() bool { return second.current != nil })
	read := second.space
	second.chooseBackup()
	second.until("the backups are offered", func() bool { return len(second.dialogs.stack) == 1 })
	second.top().answer(second.top().primary)
	second.until("the backup is open", func() bool {
		return second.space != nil && second.space != read && second.current != nil || len(second.dialogs.stack) > 0
	})
	if len(second.dialogs.stack) > 0 {
		t.Fatalf("a box says:\n%s", texts(second.top().popup.Content))
	}
	if second.space.ReadOnly() {
		t.Error("it is still only read")
	}
	second.want("")
}
