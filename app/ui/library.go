package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"galley/app/annotation"
	"galley/app/ui/look"
	"galley/db"
)

// library is the left pane: the project's articles.
type library struct {
	w      *window
	all    []db.Summary
	shown  []int // places in all that the filter lets through
	chosen string
	quiet  bool // the list is being set, not clicked

	name   *textLine
	counts *textLine
	filter *field
	list   *pickList
	remove *iconButton
	root   fyne.CanvasObject
}

func newLibrary(w *window) *library {
	l := &library{w: w, name: boldLine(""), counts: captionLine("")}
	l.filter = newField(w, false)
	l.filter.SetPlaceHolder(lang.L("Filter articles"))
	l.filter.OnChanged = func(string) { l.refilter() }
	l.list = newPickList(func() int { return len(l.shown) }, func() fyne.CanvasObject { return newArticleRow() }, l.fill)
	l.list.OnSelected = l.selected
	l.list.onStep = l.step
	l.list.onRune = w.typedRune
	l.list.onKey = l.key

	l.remove = newIconButton(theme.DeleteIcon(), func() { w.perform("article.remove") })
	l.remove.onHover = w.hint("article.remove")
	open := widget.NewButtonWithIcon(lang.L("Import…"), theme.FolderOpenIcon(), func() { w.perform("article.open") })
	paste := newIconButton(theme.ContentPasteIcon(), func() { w.perform("article.paste") })
	paste.onHover = w.hint("article.paste")
	head := container.NewVBox(padded(8, 0, 10, 10, l.name), padded(0, 4, 10, 10, l.counts), padded(0, 4, 6, 6, l.filter))
	foot := container.NewVBox(hairline(), padded(4, 4, 6, 6, container.NewBorder(nil, nil, nil, container.NewHBox(paste, l.remove), open)))
	l.root = container.NewStack(newColored(look.ColorPane, "", 0), container.NewBorder(head, foot, nil, nil, l.list))
	return l
}

// key is what a key does in the list: there Delete is about the article, not about the chosen mark.
func (l *library) key(e *fyne.KeyEvent) bool {
	if !l.w.dialogs.open() && (e.Name == fyne.KeyDelete || e.Name == fyne.KeyBackspace) {
		l.w.perform("article.remove")
		return true
	}
	return l.w.typedKey(e)
}

// reload takes the articles over from the workspace.
func (l *library) reload() {
	l.all = nil
	if l.w.space != nil {
		l.all = l.w.space.Articles()
		l.name.setText(displaySafe(l.w.space.Name(), 60))
	} else {
		l.name.setText("")
	}
	l.refilter()
}

func (l *library) refilter() {
	l.shown = l.shown[:0]
	query := strings.Fields(strings.ToLower(l.filter.Text))
	for i, s := range l.all {
		if matches(&s, query) {
			l.shown = append(l.shown, i)
		}
	}
	switch {
	case l.w.space == nil:
		l.counts.setText("")
	case len(l.shown) != len(l.all):
		l.counts.setText(lang.L("{{.Shown}} of {{.All}} articles", map[string]any{"Shown": number(len(l.shown)), "All": number(len(l.all))}))
	default:
		l.counts.setText(count(len(l.all), "1 article", "{{.Count}} articles"))
	}
	l.list.Refresh()
	l.choose(l.chosen)
}

// matches reports whether every word of a query stands somewhere in what the list shows of an article.
func matches(s *db.Summary, query []string) bool {
	if len(query) == 0 {
		return true
	}
	all := strings.ToLower(strings.Join([]string{s.Title, s.Publisher, s.Byline, s.Dateline, s.Published, s.FileName, articleStatusName(s.Status)}, "\n"))
	for _, q := range query {
		if !strings.Contains(all, q) {
			return false
		}
	}
	return true
}

// summary finds an article of the project by its id.
func (l *library) summary(id string) (db.Summary, bool) {
	for _, s := range l.all {
		if s.ID == id {
			return s, true
		}
	}
	return db.Summary{}, false
}

// choose shows which article is read; "" for none. It does not open it.
func (l *library) choose(id string) {
	l.chosen = id
	l.quiet = true
	defer func() { l.quiet = false }()
	for row, i := range l.shown {
		if l.all[i].ID == id {
			// The same row can hold another article now, and the list would not look at it again.
			l.list.Select(row)
			return
		}
	}
	l.list.UnselectAll()
}

func (l *library) selected(row int) {
	if l.quiet || row < 0 || row >= len(l.shown) {
		return
	}
	l.w.openArticle(l.all[l.shown[row]].ID, nil)
}

// step opens the article some rows further on.
func (l *library) step(by int) {
	if len(l.shown) == 0 {
		return
	}
	at := -1
	for row, i := range l.shown {
		if l.all[i].ID == l.chosen {
			at = row
		}
	}
	l.list.Select(min(max(at+by, 0), len(l.shown)-1))
}

func (w *window) stepArticle(by int) { w.library.step(by) }

func (l *library) fill(row int, o fyne.CanvasObject) {
	if row < len(l.shown) {
		o.(*articleRow).set(&l.all[l.shown[row]])
	}
}

// articleTitle is what an article is called: its title, or its file's name.
func articleTitle(s *db.Summary) string {
	if t := displaySafe(s.Title, 140); t != "" {
		return t
	}
	if t := displaySafe(s.FileName, 140); t != "" {
		return t
	}
	return lang.L("Untitled")
}

// articleRow is a row of the library: title, where it is from, how far the work is, and the marks by tag.
type articleRow struct {
	widget.BaseWidget
	title, from, status *textLine
	counts              *tagCounts
	content             fyne.CanvasObject
}

func newArticleRow() *articleRow {
	r := &articleRow{title: boldLine(""), from: captionLine(""), status: captionLine("").asWhole(), counts: newTagCounts()}
	second := container.NewBorder(nil, nil, nil, nil, r.from)
	third := container.NewBorder(nil, nil, r.counts, r.status, nil)
	r.content = padded(6, 6, 10, 10, container.NewVBox(r.title, second, third))
	r.ExtendBaseWidget(r)
	return r
}

func (r *articleRow) set(s *db.Summary) {
	r.title.setText(articleTitle(s))
	var parts []string
	for _, p := range []string{s.Publisher, s.Published, s.Dateline} {
		if p = displaySafe(p, 60); p != "" {
			parts = append(parts, p)
		}
	}
	if len(parts) == 0 {
		parts = append(parts, count(s.Words, "1 word", "{{.Count}} words"))
	}
	r.from.setText(strings.Join(parts, " · "))
	r.status.setText(articleStatusName(s.Status))
	r.counts.set(s.Counts)
}

// CreateRenderer implements fyne.Widget.
func (r *articleRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

// tagCounts shows how many marks of each tag there are, as letters in the tags' colours with numbers.
type tagCounts struct {
	widget.BaseWidget
	letters, numbers []*textLine
	content          *fyne.Container
}

func newTagCounts() *tagCounts {
	c := &tagCounts{content: container.NewHBox()}
	for _, tag := range annotation.Tags {
		letter := newTextLine(tagLetter(tag), theme.SizeNameCaptionText, look.ColorLine(tag)).asWhole()
		letter.style.Bold = true
		n := captionLine("0").asWhole()
		c.letters, c.numbers = append(c.letters, letter), append(c.numbers, n)
		c.content.Add(container.NewHBox(letter, n))
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *tagCounts) set(counts map[annotation.Tag]int) {
	for i, tag := range annotation.Tags {
		c.numbers[i].setText(number(counts[tag]))
	}
}

// CreateRenderer implements fyne.Widget.
func (c *tagCounts) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.content) }
