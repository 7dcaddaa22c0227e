package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"galley/app/ui/look"
	"galley/app/ui/panes"
	"galley/app/ui/shelf"
	"galley/db"
)

// library is the left pane: the project's articles, those of them that a filter lets through, or what a search found.
type library struct {
	w *window
	arranged
	filter    shelf.Filter
	order     shelf.Order
	arranging int  // counts what was arranged beside the interface's thread: an old answer is dropped
	under     bool // something is being arranged
	chosen    string
	quiet     bool // the list is being set, not clicked

	name    *textLine
	counts  *textLine
	input   *field
	toggle  *iconButton
	filters *filterPanel
	list    *pickList
	results *results
	open    *widget.Button
	address *iconButton
	paste   *iconButton
	remove  *iconButton
	root    fyne.CanvasObject
}

// arranged is the project's articles as the pane has them.
type arranged struct {
	all   []db.Summary    // in the order of import
	place map[string]int  // id -> index in all
	older map[string]bool // ids of those of which there is a later version
	shown []int           // places in all, as the list shows them
}

func newLibrary(w *window) *library {
	l := &library{w: w, name: boldLine(""), counts: captionLine(""), order: w.prefs.order()}
	l.input = newField(w, false)
	l.input.SetPlaceHolder(lang.L("Search all articles"))
	l.input.OnChanged = func(string) { l.results.changed() }
	l.input.onKey = l.inputKey
	l.toggle = newIconButton(filterIcon(), func() { w.perform("library.filter") })
	l.toggle.onHover = w.hint("library.filter")
	l.filters = newFilterPanel(l)
	l.list = newPickList(func() int { return len(l.shown) }, func() fyne.CanvasObject { return newArticleRow(l) }, l.fill)
	l.list.OnSelected = l.selected
	l.list.onStep = l.step
	l.list.onRune = w.typedRune
	l.list.onKey = l.key
	l.results = newResults(l)

	l.remove = newIconButton(theme.DeleteIcon(), func() { w.perform("article.remove") })
	l.remove.onHover = w.hint("article.remove")
	l.open = widget.NewButtonWithIcon(lang.L("Import…"), theme.FolderOpenIcon(), func() { w.perform("article.open") })
	l.address = newIconButton(webIcon(), func() { w.perform("article.address") })
	l.address.onHover = w.hint("article.address")
	l.paste = newIconButton(theme.ContentPasteIcon(), func() { w.perform("article.paste") })
	l.paste.onHover = w.hint("article.paste")
	search := container.NewBorder(nil, nil, nil, l.toggle, l.input)
	head := container.NewVBox(padded(8, 0, 10, 10, l.name), padded(0, 4, 10, 10, l.counts), padded(0, 4, 6, 6, search), l.filters.root)
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(0), l.address, l.paste, l.remove)
	foot := container.NewVBox(hairline(), padded(4, 4, 6, 6, container.NewBorder(nil, nil, nil, buttons, l.open)))
	l.root = container.NewStack(newColored(look.ColorPane, "", 0),
		container.NewBorder(head, foot, nil, nil, container.NewStack(l.list, l.results.root)))
	return l
}

// able shows which of the pane's buttons do something now.
func (l *library) able() {
	editable := canEdit(l.w) == ""
	able(l.open, editable)
	l.address.setState(!editable, false)
	l.paste.setState(!editable, false)
	l.remove.setState(canEditArticle(l.w) != "", false)
}

// key is what a key does in the list: there Delete is about the article, not about the chosen mark.
func (l *library) key(e *fyne.KeyEvent) bool {
	if !l.w.dialogs.open() && (e.Name == fyne.KeyDelete || e.Name == fyne.KeyBackspace) {
		l.w.perform("article.remove")
		return true
	}
	return l.w.typedKey(e)
}

// manyArticles is above how many articles the pane arranges them beside the interface's thread.
const manyArticles = 2000

// reload takes the articles over from the workspace.
func (l *library) reload() {
	l.arranging++
	if l.w.space == nil {
		l.name.setText("")
		l.arranged = arranged{}
		l.input.SetText("")
		l.show()
		return
	}
	l.name.setText(displaySafe(l.w.space.Name(), 60))
	space, filter, order, mine := l.w.space, l.filter, l.order, l.arranging
	if len(l.all) <= manyArticles {
		if list := space.Articles(); len(list) <= manyArticles {
			l.arranged, l.under = arrange(list, filter, order), false
			l.show()
			return
		}
	}
	l.under = true
	l.w.spawn(func() {
		a := arrange(space.Articles(), filter, order)
		l.w.post(func() {
			if mine == l.arranging && l.w.space == space {
				l.under = false
				l.arranged = a
				l.show()
				l.w.showState()
			}
		})
	})
}

func arrange(list []db.Summary, filter shelf.Filter, order shelf.Order) arranged {
	a := arranged{all: list, place: make(map[string]int, len(list)), older: shelf.Superseded(list)}
	for i := range list {
		a.place[list[i].ID] = i
	}
	a.shown = shelf.Arrange(list, filter, order)
	return a
}

// update takes over a few articles that changed. Only those on screen are drawn anew, unless they may now stand elsewhere.
func (l *library) update(ids []string) {
	if l.under { // what is being arranged may not have them
		l.reload()
		return
	}
	for _, id := range ids {
		s, there := l.w.space.Summary(id)
		i, known := l.place[id]
		if there != known {
			l.reload()
			return
		}
		if there {
			l.all[i] = s
		}
	}
	if l.filter.On() || l.order != shelf.ByImport && l.order != shelf.ByNewest {
		l.reload()
		return
	}
	for _, id := range ids {
		if row := slices.Index(l.shown, l.place[id]); row >= 0 {
			l.list.RefreshItem(row)
		}
	}
}

// show draws the list as it was arranged.
func (l *library) show() {
	l.filters.reload()
	l.count()
	l.list.Refresh()
	l.choose(l.chosen)
	l.results.reload()
}

// count says how many articles there are and are shown.
func (l *library) count() {
	hidden := 0
	if !l.filter.Older {
		hidden = len(l.older)
	}
	switch {
	case l.w.space == nil:
		l.counts.setText("")
	case l.results.on():
		l.counts.setText(l.results.counted())
	case len(l.shown) != len(l.all)-hidden:
		l.counts.setText(lang.L("{{.Shown}} of {{.All}} articles", map[string]any{"Shown": number(len(l.shown)), "All": number(len(l.all))}))
	default:
		l.counts.setText(count(len(l.shown), "1 article", "{{.Count}} articles"))
	}
}

// arrangeBy takes over another filter or order.
func (l *library) arrangeBy(f shelf.Filter, o shelf.Order) {
	if f == l.filter && o == l.order {
		return
	}
	if o != l.order {
		l.w.prefs.setOrder(o)
	}
	l.filter, l.order = f, o
	l.toggle.setState(false, f.On() || l.filters.root.Visible())
	l.reload()
}

// summary finds an article of the project by its id.
func (l *library) summary(id string) (db.Summary, bool) {
	if l.w.space == nil {
		return db.Summary{}, false
	}
	return l.w.space.Summary(id)
}

// has says whether the project has an article.
func (l *library) has(id string) bool {
	_, there := l.summary(id)
	return there
}

// row is the row of an article, -1 if it is not shown.
func (l *library) row(id string) int {
	i, ok := l.place[id]
	if !ok {
		return -1
	}
	return slices.Index(l.shown, i)
}

// choose shows which article is read; "" for none. It does not open it.
func (l *library) choose(id string) {
	l.chosen = id
	l.quiet = true
	defer func() { l.quiet = false }()
	// The same row can hold another article now, and the list would not look at it again.
	if row := l.row(id); row >= 0 {
		l.list.Select(row)
		return
	}
	l.list.UnselectAll()
}

func (l *library) selected(row int) {
	if l.quiet || row < 0 || row >= len(l.shown) {
		return
	}
	l.w.openArticle(l.all[l.shown[row]].ID, nil)
}

// step opens the article some rows further on, or what a search found.
func (l *library) step(by int) {
	if l.results.on() {
		l.results.step(by)
		return
	}
	if len(l.shown) > 0 {
		l.list.Select(min(max(l.row(l.chosen)+by, 0), len(l.shown)-1))
	}
}

func (w *window) stepArticle(by int) { w.library.step(by) }

// nextUnfinished opens the next article, in the order of the list and round its end, on which there is work to do.
func (w *window) nextUnfinished() {
	l := w.library
	if l.results.on() {
		l.results.nextUnfinished()
		return
	}
	at := l.row(l.chosen)
	for i := range l.shown {
		row := (at + 1 + i) % len(l.shown)
		s := &l.all[l.shown[row]]
		if !shelf.Finished(s.Status) && s.ID != l.chosen && !l.older[s.ID] {
			w.openArticle(s.ID, nil)
			return
		}
	}
	w.status.say(lang.L("There is no other unfinished article in the list"))
}

func (l *library) fill(row int, o fyne.CanvasObject) {
	if row < len(l.shown) {
		s := &l.all[l.shown[row]]
		o.(*articleRow).set(s, l.older[s.ID])
	}
}

// inputKey is what a key does in the search field.
func (l *library) inputKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		if l.input.Text == "" {
			return l.w.fieldKey(e)
		}
		l.input.SetText("")
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		l.results.take()
		return true
	case fyne.KeyDown:
		l.step(1)
		return true
	case fyne.KeyUp:
		l.step(-1)
		return true
	}
	return l.w.fieldKey(e)
}

// searchAll gives the keyboard to the search field.
func (w *window) searchAll() {
	if w.body.Hidden(panes.Left) {
		w.togglePane(panes.Left)
	}
	w.win.Canvas().Focus(w.library.input)
	w.library.input.TypedShortcut(&fyne.ShortcutSelectAll{})
}
