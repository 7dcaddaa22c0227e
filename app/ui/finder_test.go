package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"galley/app"
	"galley/widgets/textview"
)

func TestEveryHitIsShownAndEnterGoesRound(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.perform("find")
	f := r.reader.finder
	f.input.SetText("revolutionary guards")
	r.until("they are found", func() bool { return len(f.hits) == 4 })
	if f.current != 0 || f.count.text != "1 of 4" {
		t.Errorf("the bar says %q", f.count.text)
	}
	enter := &fyne.KeyEvent{Name: fyne.KeyReturn}
	for _, want := range []string{"2 of 4", "3 of 4", "4 of 4", "1 of 4"} {
		f.input.TypedKey(enter)
		if f.count.text != want {
			t.Errorf("Enter goes to %q, want %q", f.count.text, want)
		}
	}
	r.held = fyne.KeyModifierShift
	f.input.TypedKey(enter)
	if f.count.text != "4 of 4" {
		t.Errorf("Shift+Enter goes to %q", f.count.text)
	}
	f.input.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF3})
	if f.count.text != "3 of 4" {
		t.Errorf("Shift+F3 goes to %q", f.count.text)
	}
}

func TestExactlyMeansExactly(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.perform("find")
	f := r.reader.finder
	f.input.SetText("us denies")
	r.until("it is found", func() bool { return len(f.hits) == 1 })
	f.exact.Tapped(nil)
	r.until("it is not found", func() bool { return f.count.text == "not found" })
	if r.win.Canvas().Focused() != fyne.Focusable(f.input) {
		t.Error("the entry lost the keyboard")
	}
}

func TestFindBeginsAtTheCaretAndTakesTheSelectionAsQuery(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.selectText("denied responsibility", 1)
	r.perform("find")
	f := r.reader.finder
	r.until("it is found", func() bool { return len(f.hits) == 2 })
	if f.input.Text != "denied responsibility" || f.current != 1 {
		t.Errorf("looks for %q, at hit %d", f.input.Text, f.current)
	}
}

// TestAnOldSearchNeverOverwritesANewOne answers them in the wrong order.
func TestAnOldSearchNeverOverwritesANewOne(t *testing.T) {
	r := newRig(t)
	r.sample()
	var held []func()
	r.window.spawn = func(f func()) { held = append(held, f) }
	r.perform("find")
	f := r.reader.finder
	f.input.SetText("the")
	f.input.SetText("militia")
	for i := len(held) - 1; i >= 0; i-- {
		held[i]()
	}
	r.settle()
	if len(f.hits) == 0 {
		t.Fatal("nothing was found")
	}
	if got := strings.ToLower(r.current.text.Slice(f.hits[0].Start, f.hits[0].End)); got != "militia" {
		t.Errorf("the hits are of %q", got)
	}
}

// TestAnOldLoadNeverOverwritesANewOne is the same for articles.
func TestAnOldLoadNeverOverwritesANewOne(t *testing.T) {
	r := newRig(t)
	r.sample()
	first := r.current.id
	r.importFiles([]app.File{{Name: "b.txt", Data: []byte("second")}, {Name: "c.txt", Data: []byte("third")}})
	r.until("three articles", func() bool { return len(r.library.all) == 3 })
	r.settle()
	var held []func()
	r.window.spawn = func(f func()) { held = append(held, f) }
	r.openArticle(first, nil)
	last := r.library.all[2].ID
	r.openArticle(last, nil)
	for i := len(held) - 1; i >= 0; i-- {
		held[i]()
	}
	r.settle()
	if r.current.id != last {
		t.Error("the article that was asked for first is shown last")
	}
}

func TestTheTagBarComesWithTheMouseAndGoesWithTheKeys(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.selectText("denied responsibility", 0)
	sel := r.reader.view.Selection()
	r.reader.view.OnSelectionDone(sel)
	if !r.reader.bar.card.Visible() {
		t.Fatal("the mouse selects, but no bar comes")
	}
	r.pressed(fyne.KeyRight)
	if r.reader.bar.card.Visible() {
		t.Error("a key does not take the bar away")
	}
	r.selectText("denied responsibility", 0)
	r.reader.view.OnSelectionDone(r.reader.view.Selection())
	r.reader.view.OnScrolled()
	if r.reader.bar.card.Visible() {
		t.Error("scrolling does not take the bar away")
	}
	r.reader.view.OnSelectionDone(textview.Range{Start: 4, End: 4})
	if r.reader.bar.card.Visible() {
		t.Error("a bar comes without a selection")
	}
}

func TestTheListIsFilteredAndGrouped(t *testing.T) {
	r := newRig(t)
	r.sample()
	for i, words := range []string{"denied responsibility", "36 of its fighters", "declined to comment", "75 others were wounded"} {
		r.selectText(words, 0)
		r.typed([]string{"2", "1", "3", "1"}[i])
	}
	l := r.inspector.list
	if l.length() != 4 {
		t.Fatalf("the list has %d rows", l.length())
	}
	l.setFilter("claim")
	if l.length() != 2 {
		t.Errorf("filtered by claims it has %d rows", l.length())
	}
	l.setFilter("")
	l.setGrouped(true)
	var rows []string
	for i := range l.length() {
		heading, mark := l.at(i)
		switch {
		case heading != nil:
			rows = append(rows, "["+string(heading.tag)+"]")
		default:
			rows = append(rows, string(mark.Tag))
			if l.rowOf(mark.ID) != i {
				t.Errorf("%s is said to be in row %d, is in %d", mark.Quote, l.rowOf(mark.ID), i)
			}
		}
	}
	if got := strings.Join(rows, " "); got != "[claim] claim claim [denial] denial [unverified] unverified" {
		t.Errorf("grouped: %s", got)
	}
	l.list.Select(4)
	if a := r.current.mark(); a == nil || a.Quote != "denied responsibility" {
		t.Error("a click on a row does not choose its mark")
	}
}

// TestATagKeyMarksWhatWasSelectedSinceAndNotTheHit: the find bar may stay open while one goes on in the text.
func TestATagKeyMarksWhatWasSelectedSinceAndNotTheHit(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.perform("find")
	r.reader.finder.input.SetText("36 of its fighters had been killed")
	r.until("it is found", func() bool { return len(r.reader.finder.hits) == 1 })
	r.perform("mark.claim")
	r.want("claim 707-741")
	r.perform("mark.unverified")
	r.want("unverified 707-741")
	r.selectText("denied responsibility", 0)
	r.typed("2")
	r.want("denial 128-149 unverified 707-741")
	r.reader.view.OnMarkTapped([]string{r.current.marks.List("")[1].ID}, 710)
	r.typed("1")
	r.want("denial 128-149 claim 707-741")
	r.selectText("Tuesday", 0)
	r.reader.finder.close()
	if got := r.reader.view.SelectedText(); got != "Tuesday" {
		t.Errorf("closing the find bar selects %q", got)
	}
}

// TestATagKeyNeverMarksAHitOfTheWordsBefore: the answer to what is typed now is still on its way.
func TestATagKeyNeverMarksAHitOfTheWordsBefore(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.perform("find")
	f := r.reader.finder
	f.input.SetText("denied responsibility")
	r.until("it is found", func() bool { return len(f.hits) == 2 })
	r.window.spawn = func(func()) {}
	f.input.SetText("36 of its fighters")
	r.perform("mark.claim")
	r.want("")
}
