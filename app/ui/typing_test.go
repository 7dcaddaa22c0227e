package ui

import (
	"strings"
	"testing"
)

// TestAPauseInTheMiddleOfADateDisturbsNobody: half a date is no date, and no reason for a box over the window.
func TestAPauseInTheMiddleOfADateDisturbsNobody(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.perform("article.details")
	published := r.inspector.article.fields[4].input
	r.win.Canvas().Focus(published)
	published.SetText("2017-0")
	r.edits.flush()
	if len(r.dialogs.stack) != 0 || !r.status.caution || !strings.Contains(r.status.said, "2017-08-08") {
		t.Fatalf("%d boxes, the status bar says %q", len(r.dialogs.stack), r.status.said)
	}
	r.inspector.article.show(r.current)
	if published.Text != "2017-0" {
		t.Errorf("what is typed became %q", published.Text)
	}
	published.SetText("2017-08-09")
	r.edits.flush()
	if got := r.current.metadata.Published; got != "2017-08-09" {
		t.Errorf("the date is %q", got)
	}
	published.SetText("tomorrow")
	published.FocusLost()
	if published.Text != "2017-08-09" || !strings.Contains(r.status.said, "not kept") {
		t.Errorf("left with %q in it, the status bar says %q", published.Text, r.status.said)
	}
}

// TestAPauseAfterABlankLeavesTheBlank: what is stored of a source has none at its ends.
func TestAPauseAfterABlankLeavesTheBlank(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.selectText("denied responsibility", 0)
	r.typed("2")
	r.perform("mark.source")
	input := r.inspector.details.source.input
	input.SetText("Ryan ")
	r.edits.flush()
	r.settle()
	if input.Text != "Ryan " {
		t.Errorf("what is typed became %q", input.Text)
	}
	if got := r.current.mark().Source; got != "Ryan" {
		t.Errorf("the source is %q", got)
	}
	r.focusReader()
	r.inspector.refresh()
	if input.Text != "Ryan" {
		t.Errorf("after leaving it shows %q", input.Text)
	}
}

// TestWhatWasRefusedIsNotSaidToBeDone closes the project behind the window's back.
func TestWhatWasRefusedIsNotSaidToBeDone(t *testing.T) {
	r := newRig(t)
	r.sample()
	r.selectText("denied responsibility", 0)
	r.typed("2")
	r.settle()
	if err := r.space.Close(background()); err != nil {
		t.Fatal(err)
	}
	said := r.status.said
	r.removeMark()
	r.nextStatus()
	if r.status.said != said || len(r.dialogs.stack) != 2 {
		t.Errorf("%d boxes, the status bar says %q", len(r.dialogs.stack), r.status.said)
	}
}
