package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"galley/app/ui/look"
)

// inspector is the right pane: the article's marks with the details of the chosen one, and the article's own details.
type inspector struct {
	w       *window
	list    *markList
	details *details
	article *articleForm
	tabs    *container.AppTabs
	split   *container.Split
	root    fyne.CanvasObject
}

func newInspector(w *window) *inspector {
	i := &inspector{w: w, list: newMarkList(w), details: newDetails(w), article: newArticleForm(w)}
	i.split = container.NewVSplit(i.list.root, i.details.root)
	i.split.SetOffset(w.prefs.p.FloatWithFallback("pane.split.marks", 0.38))
	i.tabs = container.NewAppTabs(
		container.NewTabItem(lang.L("Marks"), i.split),
		container.NewTabItem(lang.X("tab.article", "Article"), i.article.root),
	)
	i.tabs.OnSelected = func(*container.TabItem) { w.edits.flush() }
	i.root = container.NewStack(newColored(look.ColorPane, "", 0), i.tabs)
	return i
}

// showArticle shows an article's marks and details, nil for none.
func (i *inspector) showArticle(r *reading) {
	i.refresh()
	i.article.show(r)
}

// refresh takes over the marks as they are now.
func (i *inspector) refresh() {
	i.list.refresh()
	i.details.refresh()
}

// markChosen shows the chosen mark.
func (i *inspector) markChosen() {
	i.list.choose()
	i.details.refresh()
	if i.w.current != nil && i.w.current.selected != "" {
		i.tabs.SelectIndex(0)
	}
}

// articleChanged takes over the article's details as they are now.
func (i *inspector) articleChanged() { i.article.show(i.w.current) }

func (i *inspector) editNote() {
	i.tabs.SelectIndex(0)
	i.w.win.Canvas().Focus(i.details.note)
}

func (i *inspector) editSource() {
	i.tabs.SelectIndex(0)
	i.w.win.Canvas().Focus(i.details.source.input)
}

func (w *window) showArticleDetails() {
	w.showPane(paneInspector)
	w.inspector.tabs.SelectIndex(1)
	w.win.Canvas().Focus(w.inspector.article.title())
}
