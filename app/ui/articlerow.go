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

// day is the day of a date, without the time it may have.
func day(date string) string { return date[:min(len(date), len("2017-08-08"))] }

// articleRow is a row of the library: title, where it is from, how far the work is, and the marks by tag.
type articleRow struct {
	widget.BaseWidget
	l                   *library
	id                  string
	title, from, status *textLine
	counts              *tagCounts
	content             fyne.CanvasObject
}

var (
	_ fyne.Tappable          = (*articleRow)(nil)
	_ fyne.SecondaryTappable = (*articleRow)(nil)
)

func newArticleRow(l *library) *articleRow {
	r := &articleRow{l: l, title: boldLine(""), from: captionLine(""), status: captionLine("").asWhole(), counts: newTagCounts()}
	second := container.NewBorder(nil, nil, nil, nil, r.from)
	third := container.NewBorder(nil, nil, r.counts, r.status, nil)
	r.content = padded(6, 6, 10, 10, container.NewVBox(r.title, second, third))
	r.ExtendBaseWidget(r)
	return r
}

// set shows an article; older says that there is a later version of it.
func (r *articleRow) set(s *db.Summary, older bool) {
	r.id = s.ID
	r.title.setText(articleTitle(s))
	var parts []string
	switch {
	case older:
		parts = append(parts, lang.L("older version"))
	case s.VersionOf != "":
		parts = append(parts, lang.L("later version"))
	}
	for _, p := range []string{s.Publisher, day(s.Published), s.Dateline} {
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

// Tapped implements fyne.Tappable: the row takes the place of the list's own, which does not know the other button.
func (r *articleRow) Tapped(*fyne.PointEvent) {
	l := r.l
	l.w.win.Canvas().Focus(l.list)
	if row := l.row(r.id); row >= 0 {
		l.list.Select(row)
	}
}

// TappedSecondary implements fyne.SecondaryTappable: what can be done with the article.
func (r *articleRow) TappedSecondary(e *fyne.PointEvent) {
	id, at := r.id, e.AbsolutePosition
	r.l.w.openArticle(id, func() { r.l.w.articleMenu(at) })
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
