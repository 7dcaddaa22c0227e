package ui

import (
	"context"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"galley/app"
	"galley/app/annotation"
	"galley/app/ui/compare"
	"galley/app/ui/look"
	"galley/widgets/textview"
)

// comparison is the box in which an article is compared with the version before it.
type comparison struct {
	w             *window
	id            string // of the newer version
	marks, pieces []compare.Row
	summary       *textLine
	lists         [2]*widget.List
	take          *widget.Button
	box           *box
}

// compareVersions shows what became of the text and the marks in the later version that is read.
func (w *window) compareVersions() {
	id := w.current.id
	c := &comparison{w: w, id: id, summary: captionLine("")}
	c.load(c.show)
}

// load compares beside the interface's thread, then then is called, if the article is still the one that is read.
func (c *comparison) load(then func()) {
	var marks, pieces []compare.Row
	c.w.besideWithCancel(lang.L("Comparing the versions"), func(ctx context.Context, space *app.Workspace) error {
		v, err := space.Versions(ctx, c.id)
		if err == nil {
			marks, pieces = compare.Marks(v), compare.Pieces(v)
		}
		return err
	}, func() {
		if c.w.current != nil && c.w.current.id == c.id {
			c.marks, c.pieces = marks, pieces
			c.summary.setText(placementsInWords(marks))
			then()
		}
	})
}

// placementsInWords sums up: "12 marks: 9 unchanged, 1 moved, 1 changed, 1 not placed", and says what waits further back.
func placementsInWords(rows []compare.Row) string {
	counts := map[annotation.Placement]int{}
	older, waiting := 0, 0
	for _, r := range rows {
		switch {
		case !r.Further:
			older++
			counts[r.Placement]++
		case !r.There:
			waiting++
		}
	}
	said := count(older, "1 mark in the older version", "{{.Count}} marks in the older version")
	for i, p := range annotation.Placements {
		if i == 0 {
			said += ": "
		} else {
			said += ", "
		}
		said += number(counts[p]) + " " + placementName(p)
	}
	if waiting > 0 {
		said += " · " + count(waiting, "1 mark of still older versions was not taken over", "{{.Count}} marks of still older versions were not taken over")
	}
	return said
}

func (c *comparison) show() {
	c.lists[0] = c.list(&c.marks)
	c.lists[1] = c.list(&c.pieces)
	tabs := container.NewAppTabs(
		container.NewTabItem(lang.L("Marks"), sideBySide(c.lists[0], len(c.marks), lang.L("The older version has no marks."))),
		container.NewTabItem(lang.L("Text"), sideBySide(c.lists[1], len(c.pieces), lang.L("The texts say the same."))))
	if len(c.marks) == 0 {
		tabs.SelectIndex(1)
	}
	c.take = widget.NewButton("", func() { c.takeOver(c.open()) })
	c.showTake()
	said := captionLine(lang.L("What is unchanged or moved since the older version was taken over; it keeps all its marks. Click a line to see it."))
	foot := padded(6, 0, 0, 0, container.NewBorder(nil, nil, nil, c.take, said))
	c.box = c.w.ask(lang.L("Compare with the older version"),
		container.NewBorder(c.summary, foot, nil, nil, tabs),
		fyne.NewSize(900, 620), choice{label: lang.L("Close")})
}

// sideBySide is a list of two columns, or what is said when it is empty.
func sideBySide(list fyne.CanvasObject, n int, said string) fyne.CanvasObject {
	if n == 0 {
		return container.NewCenter(captionLine(said).asWhole())
	}
	head := container.NewGridWithColumns(2, padded(0, 0, 0, 8, captionLine(lang.L("Older version"))), padded(0, 0, 8, 0, captionLine(lang.L("This version"))))
	return container.NewBorder(padded(6, 2, 10, 10, head), nil, nil, nil, list)
}

// open are the older marks that have a place here and are not here yet.
func (c *comparison) open() []string {
	var ids []string
	for _, r := range c.marks {
		if r.Placement == annotation.Changed && !r.There && !r.Further {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

func (c *comparison) showTake() {
	n := len(c.open())
	c.take.SetText(count(n, "Take over the changed mark", "Take over all {{.Count}} changed marks"))
	c.take.Enable()
	show(c.take, n > 0 && canEdit(c.w) == "")
}

func (c *comparison) list(rows *[]compare.Row) *widget.List {
	l := widget.NewList(func() int { return len(*rows) }, func() fyne.CanvasObject { return newCompareRow() },
		func(i int, o fyne.CanvasObject) {
			r := (*rows)[i]
			o.(*compareRow).set(&r, canEdit(c.w) == "", func() { c.takeOver([]string{r.ID}) })
		})
	fitRows(l, *rows)
	l.OnSelected = func(i int) {
		if i >= len(*rows) {
			return
		}
		at := (*rows)[i].At
		l.UnselectAll()
		if at.End > at.Start {
			c.box.hide()
			c.w.reader.view.Select(textview.Range{Start: at.Start, End: at.End})
			c.w.reader.view.Reveal(textview.Range{Start: at.Start, End: at.End})
			c.w.commandsChanged()
		}
	}
	return l
}

// fitRows makes each row as tall as it needs to be.
func fitRows(l *widget.List, rows []compare.Row) {
	for i := range rows {
		l.SetItemHeight(i, compareHeight(&rows[i]))
	}
}

// takeOver makes marks of this version out of those of the older one.
func (c *comparison) takeOver(ids []string) {
	c.w.edits.flush()
	n := 0
	c.w.besideWithCancel(lang.L("Taking over marks"), func(ctx context.Context, space *app.Workspace) (err error) {
		n, err = space.TakeOver(ctx, c.id, ids)
		return err
	}, func() {
		c.w.status.say(count(n, "1 mark taken over", "{{.Count}} marks taken over"))
		c.load(func() {
			fitRows(c.lists[0], c.marks)
			c.lists[0].Refresh()
			c.showTake()
		})
	})
}

// compareRow is a line of the comparison: what it is about, the old wording, the new one.
type compareRow struct {
	widget.BaseWidget
	badge    *badge
	what     *textLine
	there    *textLine
	take     *textButton
	old, now *snippetText
	head     fyne.CanvasObject
	content  fyne.CanvasObject
	taken    func()
}

func newCompareRow() *compareRow {
	r := &compareRow{badge: newBadge(annotation.Claim), what: boldLine("").asWhole(), there: captionLine("").asWhole(), old: newSnippetText(3), now: newSnippetText(3)}
	r.take = newTextButton(lang.L("Take over"), func() { r.taken() })
	r.head = container.NewHBox(r.badge, r.what, r.there, r.take)
	r.content = padded(6, 8, 10, 10, container.NewBorder(r.head, nil, nil, nil,
		container.NewGridWithColumns(2, padded(2, 0, 0, 8, r.old), padded(2, 0, 8, 0, r.now))))
	r.ExtendBaseWidget(r)
	return r
}

// How many characters about stand on a line of a row, and how many lines a row has at most.
const (
	compareColumns = 52
	compareLines   = 14
)

// linesOf is about how many lines a row needs for its longer side.
func linesOf(row *compare.Row) int {
	longer := max(utf8.RuneCountInString(row.Old.Text), utf8.RuneCountInString(row.New.Text))
	return min(max(1, longer/compareColumns+1)+strings.Count(row.Old.Text+row.New.Text, "\n"), compareLines)
}

func compareHeight(row *compare.Row) float32 {
	height := float32(linesOf(row))*snippetLine() + 6 + 8 + 4
	if row.ID != "" {
		height += badgeSize + 10
	}
	return height
}

func (r *compareRow) set(row *compare.Row, editable bool, take func()) {
	r.taken = take
	mark := row.ID != ""
	r.old.lines, r.now.lines = linesOf(row), linesOf(row)
	show(r.head, mark)
	if mark {
		r.badge.set(row.Tag)
		r.what.setText(placementName(row.Placement))
		r.what.setColor(placementColor(row.Placement))
		show(r.take, editable && row.Placed && !row.There)
		switch {
		case row.There:
			r.there.setText(lang.L("taken over"))
		case row.Further && row.Placed:
			r.there.setText(lang.L("of a still older version, not taken over"))
		case row.Further:
			r.there.setText(lang.L("only in a still older version"))
		case row.Placed:
			r.there.setText(lang.L("not taken over"))
		default:
			r.there.setText(lang.L("only in the older version"))
		}
	}
	r.old.set(row.Old.Text, viewRanges(row.Old.Other), viewRanges(row.Old.About)...)
	r.now.set(row.New.Text, viewRanges(row.New.Other), viewRanges(row.New.About)...)
}

func placementColor(p annotation.Placement) fyne.ThemeColorName {
	switch p {
	case annotation.Changed:
		return look.ColorCaution
	case annotation.NotPlaced:
		return theme.ColorNameError
	}
	return theme.ColorNameForeground
}

func viewRanges(list []compare.Range) []textview.Range {
	ranges := make([]textview.Range, len(list))
	for i, r := range list {
		ranges[i] = textview.Range{Start: r.Start, End: r.End}
	}
	return ranges
}

// CreateRenderer implements fyne.Widget.
func (r *compareRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }
