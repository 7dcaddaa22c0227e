package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"galley/app/article"
)

// articleForm shows what is known about the article and lets a person edit it.
type articleForm struct {
	w       *window
	id      string // of the article that is shown, "" for none
	filling bool

	fields   []*metadataField
	status   *widget.Select
	passages *fyne.Container
	rows     []passageRow // what passages shows
	file     *widget.Label
	content  fyne.CanvasObject
	none     fyne.CanvasObject
	root     fyne.CanvasObject
}

// metadataField is an entry for one string of an article's metadata.
type metadataField struct {
	name    string
	of      func(*article.Metadata) *string
	input   *field
	refused bool // what stands in the entry can't be kept as it is
}

// passageRow is a passage in the form: whether it is left out, and its words.
type passageRow struct {
	passage article.Passage // as it was found, not switched back
	check   *widget.Check
	line    *offer
}

func newArticleForm(w *window) *articleForm {
	f := &articleForm{w: w, passages: container.NewVBox()}
	column := container.NewVBox()
	for _, m := range []metadataField{
		{name: lang.L("Title"), of: func(m *article.Metadata) *string { return &m.Title }},
		{name: lang.L("Publisher or agency"), of: func(m *article.Metadata) *string { return &m.Publisher }},
		{name: lang.L("Author"), of: func(m *article.Metadata) *string { return &m.Byline }},
		{name: lang.L("Dateline"), of: func(m *article.Metadata) *string { return &m.Dateline }},
		{name: lang.L("Published"), of: func(m *article.Metadata) *string { return &m.Published }},
		{name: lang.L("Address"), of: func(m *article.Metadata) *string { return &m.URL }},
		{name: lang.L("Language"), of: func(m *article.Metadata) *string { return &m.Language }},
	} {
		column.Add(labelled(m.name, f.add(m)))
	}
	f.fields[4].input.SetPlaceHolder(lang.L("2017-08-08"))
	var names []string
	for _, s := range article.Statuses {
		names = append(names, articleStatusName(s))
	}
	f.status = widget.NewSelect(names, f.statusChosen)
	column.Add(labelled(lang.L("Status"), f.status))
	column.Add(f.passages)
	f.file = paragraph(paneWidths[2], "")
	column.Add(f.file)
	f.content = padded(4, 10, 8, 8, column)
	f.none = container.NewBorder(gap(14), nil, nil, nil, centered(lang.L("No article is open.")))
	f.root = container.NewStack(container.NewVScroll(f.content), f.none)
	f.content.Hide()
	return f
}

func (f *articleForm) title() *field { return f.fields[0].input }

func (f *articleForm) add(m metadataField) fyne.CanvasObject {
	m.input = newField(f.w, false)
	p := &m
	m.input.OnChanged = func(text string) { f.changed(p, text) }
	m.input.onLeft = func() { f.left(p) }
	f.fields = append(f.fields, p)
	return m.input
}

func (f *articleForm) key(m *metadataField) string { return "article " + m.name + " " + f.id }

// show takes over the article's details as they are now, nil for none. What is being typed is left alone.
func (f *articleForm) show(r *reading) {
	show(f.content, r != nil)
	show(f.none, r == nil)
	if r == nil {
		f.id = ""
		return
	}
	other := f.id != r.id
	f.id = r.id
	f.filling = true
	defer func() { f.filling = false }()
	on := canEdit(f.w) == ""
	for _, m := range f.fields {
		able(m.input, on && safeToEdit(*m.of(&r.metadata)))
		if !other && (f.w.edits.has(f.key(m)) || m.refused) {
			continue
		}
		m.fill(&r.metadata)
	}
	f.status.SetSelected(articleStatusName(r.metadata.Status))
	able(f.status, on)
	f.showPassages(r, on)
	f.file.SetText(fileText(r.article))
}

// fill shows the stored value.
func (m *metadataField) fill(stored *article.Metadata) {
	m.refused = false
	value := *m.of(stored)
	if !safeToEdit(value) {
		value = displaySafe(value, 500)
	}
	if m.input.Text != value {
		m.input.SetText(value)
	}
}

// left makes what was typed a change. What can't be one, such as half a date, does not stay there as if it were.
func (f *articleForm) left(m *metadataField) {
	f.w.edits.now(f.key(m))
	r := f.w.current
	if !m.refused || r == nil || r.id != f.id {
		return
	}
	f.filling = true
	defer func() { f.filling = false }()
	m.fill(&r.metadata)
	f.w.status.warn(lang.L("{{.Field}}: what was typed does not fit and is not kept", map[string]any{"Field": m.name}))
}

// passagesShown is how many passages the form lists; more than these are found in no article worth reading.
const passagesShown = 40

// showPassages takes over the passages. Rows that are there stay, and with them the keyboard: this comes at every change.
func (f *articleForm) showPassages(r *reading, on bool) {
	list := r.metadata.Passages[:min(len(r.metadata.Passages), passagesShown)]
	if !slices.EqualFunc(f.rows, list, func(row passageRow, p article.Passage) bool { return row.passage == found(p) }) {
		f.makeRows(list)
	}
	for i, p := range list {
		row := &f.rows[i]
		if row.check.Checked == p.Kept {
			row.check.Checked = !p.Kept
			row.check.Refresh()
		}
		able(row.check, on)
		row.line.line.setText(passageText(r, p))
	}
}

func found(p article.Passage) article.Passage {
	p.Kept = false
	return p
}

func (f *articleForm) makeRows(list []article.Passage) {
	f.passages.RemoveAll()
	f.rows = nil
	if len(list) > 0 {
		f.passages.Add(labelled(lang.L("Not part of the article"), gap(0)))
	}
	for i, p := range list {
		check := widget.NewCheck("", func(dim bool) { f.w.keepPassage(i, !dim) })
		line := newOffer("", false, func() { f.w.revealPassage(p) })
		f.rows = append(f.rows, passageRow{found(p), check, line})
		f.passages.Add(container.NewBorder(nil, nil, check, nil, line))
	}
	f.passages.Refresh()
}

func passageText(r *reading, p article.Passage) string {
	kind := lang.L("Page furniture")
	if p.Kind == article.Repeat {
		kind = lang.L("Repeat")
	}
	return kind + ": " + displaySafe(r.text.Slice(p.Start, min(p.End, p.Start+120)), 80)
}

func fileText(a *article.Article) string {
	text := ""
	for _, line := range []string{
		displaySafe(a.FileName, 120),
		fetchedText(a),
		lang.L("Imported {{.Time}}", map[string]any{"Time": moment(a.ImportedAt)}),
		howRead(a),
	} {
		if line == "" {
			continue
		}
		if text != "" {
			text += "\n"
		}
		text += line
	}
	if a.Replaced > 0 {
		text += "\n" + count(a.Replaced, "1 place could not be decoded", "{{.Count}} places could not be decoded")
	}
	return text
}

// fetchedText says where an article was fetched from, which may be another address than the one the page gives.
func fetchedText(a *article.Article) string {
	if a.Address == "" {
		return ""
	}
	return lang.L("Fetched {{.Time}} from {{.Address}}", map[string]any{"Time": moment(a.AccessedAt), "Address": displaySafe(a.Address, 300)})
}

func (f *articleForm) changed(m *metadataField, text string) {
	if f.filling || f.id == "" {
		return
	}
	id := f.id
	m.refused = false
	f.w.edits.later(f.key(m), func() {
		m.refused = !f.w.changeMetadata(id, func(meta *article.Metadata) { *m.of(meta) = text })
	})
}

func (f *articleForm) statusChosen(name string) {
	if f.filling || f.id == "" {
		return
	}
	for _, s := range article.Statuses {
		if articleStatusName(s) == name {
			f.w.edits.flush()
			f.w.changeMetadata(f.id, func(m *article.Metadata) { m.Status = s })
		}
	}
}

// changeMetadata edits the metadata of the article that is read, and reports whether that was done.
func (w *window) changeMetadata(id string, edit func(*article.Metadata)) bool {
	r := w.current
	if r == nil || r.id != id || w.space == nil {
		return false
	}
	if w.ended {
		m := r.metadata
		edit(&m)
		return w.space.SetMetadata(id, m) == nil // nobody is there to be told
	}
	defer w.commandsChanged()
	return w.gesture(func() error {
		m := r.metadata
		edit(&m)
		if err := w.space.SetMetadata(id, m); err != nil {
			return err
		}
		r.metadata = m
		return nil
	})
}

// keepPassage says whether a passage belongs to the article.
func (w *window) keepPassage(i int, kept bool) {
	r := w.current
	if r == nil || i >= len(r.metadata.Passages) {
		return
	}
	w.edits.flush()
	w.gesture(func() error {
		if err := w.space.SetPassageKept(r.id, i, kept); err != nil {
			return err
		}
		r.metadata.Passages = append([]article.Passage(nil), r.metadata.Passages...)
		r.metadata.Passages[i].Kept = kept
		return nil
	})
	w.reader.dim(r)
	w.commandsChanged()
}
