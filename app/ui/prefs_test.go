package ui

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/app/ui/look"
)

func TestPreferencesHoldOnlyWhatMakesSense(t *testing.T) {
	p := prefs{test.NewTempApp(t).Preferences()}
	if p.mode() != look.System || p.fontSize() != normalFontSize || p.lineHeight() != normalLineHeight || p.measure() != normalMeasure {
		t.Error("the first start does not have the usual look")
	}
	p.setFontSize(4000)
	p.setLineHeight(-3)
	p.setMode("purple")
	if p.fontSize() != maxFontSize || p.lineHeight() != minLineHeight || p.mode() != look.System {
		t.Errorf("font %d, line %d, mode %s", p.fontSize(), p.lineHeight(), p.mode())
	}
	p.setWindowSize(fyne.NewSize(1000, 700))
	p.setWindowSize(fyne.NewSize(1, 1))
	if got := p.windowSize(); got != fyne.NewSize(1000, 700) {
		t.Errorf("a window that was never shown changed the size to %v", got)
	}
}

func TestRecentProjectsAreNewestFirstAndFew(t *testing.T) {
	p := prefs{test.NewTempApp(t).Preferences()}
	for i := range 15 {
		p.addRecent(fmt.Sprintf("/p/%d.galley", i))
	}
	p.addRecent("/p/9.galley")
	got := p.recent()
	if len(got) != recentLimit || got[0] != "/p/9.galley" || got[1] != "/p/14.galley" || slices.Contains(got[1:], "/p/9.galley") {
		t.Errorf("recent: %v", got)
	}
	p.dropRecent("/p/14.galley")
	if slices.Contains(p.recent(), "/p/14.galley") {
		t.Error("a dropped project is still there")
	}
}

func TestThePlaceIsKeptForManyArticles(t *testing.T) {
	p := prefs{test.NewTempApp(t).Preferences()}
	for i := range placesLimit + 20 {
		p.setPlace(fmt.Sprint("article ", i), i)
	}
	p.setPlace("article 100", 7)
	if got := p.place("article 100"); got != 7 {
		t.Errorf("place %d, want 7", got)
	}
	if got := p.place("article 310"); got != 310 {
		t.Errorf("place %d, want 310", got)
	}
	if got := p.place("article 0"); got != 0 {
		t.Errorf("the oldest place is still kept: %d", got)
	}
	p.setLastArticle("/p/a.galley", "x")
	p.setLastArticle("/p/b.galley", "y")
	if p.lastArticle("/p/a.galley") != "x" || p.lastArticle("/p/b.galley") != "y" || p.lastArticle("/p/c.galley") != "" {
		t.Error("the last article of a project is mixed up with another's")
	}
}
