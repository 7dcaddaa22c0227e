package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"galley/app"
	"galley/app/article"
)

// articleFiles are the patterns of what can be imported.
func articleFiles() []string {
	var patterns []string
	for _, ending := range append(article.Extensions(), ".json") {
		patterns = append(patterns, "*"+ending)
	}
	return patterns
}

// chooseArticles imports files that a person chooses.
func (w *window) chooseArticles() {
	w.chooseFiles(wanted{kind: "article", title: lang.L("Import articles"), filter: lang.L("Texts, documents and Galley JSON"), patterns: articleFiles(), multiple: true},
		w.importNamed)
}

// chooseFolder imports all that is in a folder that a person chooses.
func (w *window) chooseFolder() {
	w.chooseFiles(wanted{kind: "article", title: lang.L("Import a folder"), folder: true}, w.importNamed)
}

// chooseVersion imports a later version of the article that is read from a file that a person chooses.
func (w *window) chooseVersion() {
	id := w.current.id
	w.chooseFiles(wanted{kind: "article", title: lang.L("Import a new version"), filter: lang.L("Texts and documents"), patterns: articleFiles()},
		func(paths []string) { w.importFiles([]app.File{{Path: paths[0], VersionOf: id}}) })
}

// dropped imports files and folders that were dropped on the window, or opens a project.
func (w *window) dropped(_ fyne.Position, items []fyne.URI) {
	if w.dialogs.open() {
		return
	}
	var paths []string
	for _, item := range items {
		if item.Scheme() != "file" {
			continue
		}
		if strings.HasSuffix(strings.ToLower(item.Path()), app.Extension) && len(items) == 1 {
			w.openProject(item.Path(), false)
			return
		}
		paths = append(paths, item.Path())
	}
	if len(paths) > 0 {
		w.importNamed(paths)
	}
}

// importNamed imports files and all that is in folders.
func (w *window) importNamed(paths []string) {
	w.importing(func(ctx context.Context) ([]app.File, []app.Failure) { return app.Collect(ctx, paths) })
}

// importFiles imports beside the interface's thread, as one gesture, and says what became of each file.
func (w *window) importFiles(files []app.File) {
	w.importing(func(context.Context) ([]app.File, []app.Failure) { return files, nil })
}

// importing imports what collect, which runs beside the interface's thread, finds. What comes before the project is open,
// such as a file dropped on a window that has just appeared, waits for it.
func (w *window) importing(collect func(context.Context) ([]app.File, []app.Failure)) {
	if w.space == nil {
		w.pending = append(w.pending, collect)
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
		files, left := collect(ctx)
		for i := range files {
			files[i].Received = func(received, total int64) {
				w.post(func() { progress.bytes(received, total) })
			}
		}
		report := space.Import(ctx, files, func(done, total int, name string) {
			w.post(func() { progress.at(done, total, displaySafe(shortPath(name), 70)) })
		})
		report.Failed = append(report.Failed, left...)
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
	said := importedWords(report)
	if len(report.Imported) > 0 {
		first := report.Imported[0]
		w.openArticle(first.ID, func() {
			switch {
			case len(report.Imported) > 1 || len(report.Failed) > 0:
			case first.VersionOf != "":
				w.compareVersions()
			case len(first.Attached) > 0:
				w.offerAttachments(first)
			}
		})
	}
	if said != "" {
		w.status.say(said)
	}
	if len(report.Failed) > 0 {
		w.showImportReport(report)
	}
}

// importedWords is what came in, in a line.
func importedWords(report app.ImportReport) string {
	fresh, twice, versions, mails := 0, 0, 0, 0
	for _, i := range report.Imported {
		if len(i.Attached) > 0 {
			mails++
		}
		switch {
		case i.Duplicate:
			twice++
		case i.VersionOf != "":
			versions++
			fresh++
		default:
			fresh++
		}
	}
	if fresh == 0 && twice > 0 {
		return count(twice, "This article is in the project already", "These {{.Count}} articles are in the project already")
	}
	var parts []string
	if fresh > 0 {
		parts = append(parts, count(fresh, "1 article imported", "{{.Count}} articles imported"))
	}
	if versions > 0 {
		parts = append(parts, count(versions, "1 is a later version", "{{.Count}} are later versions"))
	}
	if mails > 0 {
		parts = append(parts, count(mails, "1 mail has attachments (Article menu)", "{{.Count}} mails have attachments (Article menu)"))
	}
	if twice > 0 {
		parts = append(parts, count(twice, "1 was there already", "{{.Count}} were there already"))
	}
	return strings.Join(parts, " · ")
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
