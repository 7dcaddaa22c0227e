package ui

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"galley/app"
)

var articleFiles = []string{"*.txt", "*.text", "*.md", "*.markdown", "*.json"}

// chooseArticles imports files that a person chooses.
func (w *window) chooseArticles() {
	w.chooseFiles(wanted{kind: "article", title: lang.L("Import articles"), filter: lang.L("Texts and Galley JSON"), patterns: articleFiles, multiple: true},
		func(paths []string) {
			var files []app.File
			for _, p := range paths {
				files = append(files, app.File{Path: p})
			}
			w.importFiles(files)
		})
}

// dropped imports files that were dropped on the window, or opens a project.
func (w *window) dropped(_ fyne.Position, items []fyne.URI) {
	if w.dialogs.open() {
		return
	}
	var files []app.File
	for _, item := range items {
		if item.Scheme() != "file" {
			continue
		}
		if strings.HasSuffix(strings.ToLower(item.Path()), app.Extension) && len(items) == 1 {
			w.openProject(item.Path(), false)
			return
		}
		files = append(files, app.File{Path: item.Path()})
	}
	if len(files) > 0 {
		w.importFiles(files)
	}
}

// progressDelay is how long something may take before a box says that it goes on.
const progressDelay = 400 * time.Millisecond

// importFiles imports beside the interface's thread, as one gesture, and says what became of each file. What comes before
// the project is open, such as a file dropped on a window that has just appeared, waits for it.
func (w *window) importFiles(files []app.File) {
	if w.space == nil {
		w.pending = append(w.pending, files...)
		w.status.say(lang.L("Imported as soon as a project is open."))
		return
	}
	if why := canEdit(w); why != "" {
		w.status.warn(why)
		return
	}
	w.edits.flush()
	space := w.space
	ctx, cancel := context.WithCancel(background())
	progress := w.progress(lang.L("Importing"), cancel)
	w.spawn(func() {
		report := space.Import(ctx, files, func(done, total int, name string) {
			w.post(func() { progress.at(done, total, displaySafe(shortPath(name), 70)) })
		})
		cancel()
		w.post(func() {
			progress.end()
			if w.space == space {
				w.imported(report)
			}
		})
	})
}

// imported opens the first article of an import and tells what a person would want to know.
func (w *window) imported(report app.ImportReport) {
	w.library.reload()
	w.showState()
	w.commandsChanged()
	fresh, twice := 0, 0
	for _, i := range report.Imported {
		if i.Duplicate {
			twice++
		} else {
			fresh++
		}
	}
	if len(report.Imported) > 0 {
		w.openArticle(report.Imported[0].ID, nil)
	}
	switch {
	case len(report.Failed) > 0:
		w.showImportReport(report, fresh, twice)
	case fresh == 0 && twice > 0:
		w.status.say(count(twice, "This article is in the project already", "These {{.Count}} articles are in the project already"))
	case twice > 0:
		w.status.say(count(fresh, "1 article imported", "{{.Count}} articles imported") + " · " + count(twice, "1 was there already", "{{.Count}} were there already"))
	default:
		w.status.say(count(fresh, "1 article imported", "{{.Count}} articles imported"))
	}
}

// showImportReport lists the files that could not be imported, each with its reason.
func (w *window) showImportReport(report app.ImportReport, fresh, twice int) {
	list := container.NewVBox()
	const most = 100
	for i, f := range report.Failed {
		if i == most {
			list.Add(captionLine(lang.L("and {{.Count}} more", map[string]any{"Count": number(len(report.Failed) - most)})))
			break
		}
		list.Add(boldLine(displaySafe(filepath.Base(f.Name), 90)))
		if folder := filepath.Dir(f.Name); folder != "." {
			list.Add(captionLine(displaySafe(shortPath(folder), 120)))
		}
		list.Add(paragraph(boxWidth, reason(f.Err)))
	}
	var head fyne.CanvasObject
	if fresh+twice > 0 {
		head = paragraph(boxWidth, count(fresh, "1 article imported", "{{.Count}} articles imported"))
	}
	height := min(float32(110+70*len(report.Failed)), 460)
	w.ask(count(len(report.Failed), "A file could not be imported", "{{.Count}} files could not be imported"),
		container.NewBorder(head, paragraph(boxWidth, lang.L("Nothing of these files is in the project.")), nil, nil, container.NewVScroll(list)),
		fyne.NewSize(boxWidth, height+60), choice{label: okLabel()})
}

// openSample imports the sample article, or finds it, and opens it.
func (w *window) openSample() {
	w.edits.flush()
	space := w.space
	w.spawn(func() {
		id, err := space.Sample(background())
		w.post(func() {
			switch {
			case w.space != space:
			case err != nil:
				w.showError(explain(err))
			default:
				w.library.reload()
				w.openArticle(id, nil)
			}
		})
	})
}

// pasteArticle makes an article of text that a person pastes.
func (w *window) pasteArticle() {
	title := newField(w, false)
	title.SetPlaceHolder(lang.L("Name (optional)"))
	body := newField(w, true)
	body.Resize(fyne.NewSize(640, 340)) // an entry that wraps must know its width before its text
	pasted := w.app.Clipboard().Content()
	note := captionLine("")
	body.OnChanged = func(s string) { note.setText(count(len([]rune(s)), "1 character", "{{.Count}} characters")) }
	var content fyne.CanvasObject = body
	if !safeToEdit(pasted) {
		// Entries are slow with long texts and worse with runes no font has: show the beginning, keep the whole.
		preview := paragraph(640, displayText(pasted, 1500))
		content = container.NewVScroll(preview)
		note.setText(count(len([]rune(pasted)), "1 character", "{{.Count}} characters"))
	} else {
		body.SetText(pasted)
	}
	take := func() string {
		if content == fyne.CanvasObject(body) {
			return body.Text
		}
		return pasted
	}
	box := w.ask(lang.L("Paste text as an article"), container.NewBorder(title, note, nil, nil, content), fyne.NewSize(680, 470),
		choice{label: cancelLabel()}, choice{label: lang.L("Make an article"), do: func() { w.importPasted(title.Text, take()) }})
	// The text has the keyboard, but does not keep it: Tab leaves it, Ctrl+Enter is enough.
	body.onKey = func(e *fyne.KeyEvent) bool {
		switch {
		case e.Name != fyne.KeyTab:
			return w.fieldKey(e)
		case w.modifiers()&fyne.KeyModifierShift != 0:
			w.win.Canvas().FocusPrevious()
		default:
			w.win.Canvas().FocusNext()
		}
		return true
	}
	body.onShortcut = func(s fyne.Shortcut) bool {
		if ctrl(fyne.KeyReturn).Matches(s) {
			box.answer(box.primary)
			return true
		}
		return w.shortcut(s)
	}
	if content == fyne.CanvasObject(body) {
		w.win.Canvas().Focus(body)
	}
}

func (w *window) importPasted(name, body string) {
	if strings.TrimSpace(body) == "" {
		w.status.warn(lang.L("There is no text to paste"))
		return
	}
	name = strings.TrimSpace(name)
	if name == "" {
		name = lang.L("Pasted text")
	}
	w.importFiles([]app.File{{Name: name + ".txt", Data: []byte(body)}})
}

// removeArticle takes the article that is read out of the project's lists, after asking.
func (w *window) removeArticle() {
	r := w.current
	s, ok := w.library.summary(r.id)
	if !ok {
		return
	}
	what := lang.L("{{.Title}} and its marks are taken out of the project. Undo brings them back.", map[string]any{"Title": articleTitle(&s)})
	w.ask(lang.L("Remove the article?"), text(boxWidth, what), fyneSize(), choice{label: cancelLabel()},
		choice{label: lang.L("Remove"), danger: true, do: func() {
			w.edits.flush()
			if w.gesture(func() error { return w.space.RemoveArticle(r.id) }) && w.current == r {
				w.closeArticle()
			}
		}})
}

// progress is a box that says how far something is, once it has taken a while.
type progress struct {
	w      *window
	title  string
	stop   func()
	box    *box
	bar    *widget.ProgressBar
	name   *textLine
	ended  bool
	passed float64
	label  string
}

func (w *window) progress(title string, stop func()) *progress {
	p := &progress{w: w, title: title, stop: stop}
	post := w.post
	time.AfterFunc(progressDelay, func() { post(p.show) })
	return p
}

func (p *progress) show() {
	if p.ended {
		return
	}
	p.bar, p.name = widget.NewProgressBar(), captionLine(p.label)
	p.bar.SetValue(p.passed)
	p.box = p.w.ask(p.title, container.NewVBox(p.bar, p.name), fyneSize(), choice{label: cancelLabel(), plain: true, do: p.stop})
}

func (p *progress) at(done, total int, label string) {
	p.label = label
	if total > 0 {
		p.passed = float64(done) / float64(total)
	}
	if p.bar != nil {
		p.bar.SetValue(p.passed)
		p.name.setText(label)
	}
}

func (p *progress) end() {
	p.ended = true
	if p.box != nil {
		p.box.hide()
	}
}

func fyneSize() fyne.Size { return fyne.Size{} }
