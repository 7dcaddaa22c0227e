package ui

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"galley/app"
	"galley/app/article"
	"galley/app/child"
)

// reportRows is how many files a report names; nobody reads more.
const reportRows = 200

// showImportReport lists the files that could not be imported, each with its reason. Files of a folder that are no articles
// by their kind are only counted.
func (w *window) showImportReport(report app.ImportReport) {
	if len(report.Failed) == 1 && len(report.Imported) == 0 && strings.Contains(report.Failed[0].Name, "://") {
		w.showAddressFailure(report.Failed[0])
		return
	}
	list := container.NewVBox()
	named, kinds := 0, map[string]int{}
	for _, f := range report.Failed {
		if errors.Is(f.Err, app.ErrNotReadable) {
			kinds[strings.ToLower(filepath.Ext(f.Name))]++
			continue
		}
		if named++; named > reportRows {
			continue
		}
		list.Add(boldLine(displaySafe(baseName(f.Name), 90)))
		if folder := filepath.Dir(f.Name); folder != "." && !strings.Contains(f.Name, "://") {
			list.Add(captionLine(displaySafe(shortPath(folder), 120)))
		}
		list.Add(paragraph(boxWidth, reason(f.Err)))
	}
	if named > reportRows {
		list.Add(captionLine(lang.L("and {{.Count}} more", map[string]any{"Count": number(named - reportRows)})))
	}
	if len(kinds) > 0 {
		list.Add(paragraph(boxWidth, leftOutWords(kinds)))
	}
	if named == 0 { // only pictures and the like, in a folder of articles
		if len(report.Imported) > 0 {
			w.status.say(importedWords(report) + " · " + leftOutWords(kinds))
			return
		}
	}
	var head fyne.CanvasObject
	if said := importedWords(report); said != "" {
		head = paragraph(boxWidth, said)
	}
	choices := []choice{{label: okLabel()}}
	if pasteHelps(report.Failed) && canEdit(w) == "" {
		choices = []choice{{label: lang.L("Paste the text instead…"), aside: true, do: w.pasteArticle}, {label: okLabel()}}
	}
	height := min(float32(60+100*(min(named, 8)+min(len(kinds), 1))), 460)
	w.ask(count(named, "A file could not be imported", "{{.Count}} files could not be imported"),
		container.NewBorder(head, paragraph(boxWidth, lang.L("Nothing of these files is in the project.")), nil, nil, container.NewVScroll(list)),
		fyne.NewSize(boxWidth, height+170), choices...)
}

func baseName(name string) string {
	if strings.Contains(name, "://") {
		return name
	}
	return filepath.Base(name)
}

// leftOutWords says which kinds of file were left out: "Left out: 12 .jpg, 3 .css".
func leftOutWords(kinds map[string]int) string {
	var parts []string
	for ending, n := range kinds {
		parts = append(parts, number(n)+" "+displaySafe(ending, 12))
	}
	slices.Sort(parts)
	if len(parts) > 12 {
		parts = append(parts[:12], "…")
	}
	return lang.L("Left out, since Galley does not read such files: {{.Kinds}}", map[string]any{"Kinds": strings.Join(parts, ", ")})
}

// pasteHelps says whether some file may have a text that a person can get at another way, such as from a viewer.
func pasteHelps(failed []app.Failure) bool {
	return slices.ContainsFunc(failed, func(f app.Failure) bool {
		for _, err := range []error{article.ErrNoText, article.ErrPassword, article.ErrDamaged, article.ErrLimit, article.ErrBinary,
			child.ErrCrash, child.ErrTooSlow, child.ErrTooMuchMemory} {
			if errors.Is(f.Err, err) {
				return true
			}
		}
		return false
	})
}

// offerAttachments asks whether what is attached to a mail is to be imported too.
func (w *window) offerAttachments(mail app.Imported) {
	names := []string{count(len(mail.Attached), "A file is attached to this mail:", "{{.Count}} files are attached to this mail:")}
	for i, name := range mail.Attached {
		if i == 12 {
			names = append(names, "…")
			break
		}
		names = append(names, "• "+displaySafe(name, 80))
	}
	w.ask(lang.L("Attachments"), text(boxWidth, names...), fyneSize(), choice{label: lang.L("Not now")},
		choice{label: lang.L("Import them as articles"), do: func() {
			if w.current != nil && w.current.id == mail.ID {
				w.importAttachments()
			}
		}})
}

// importAttachments imports what is attached to the mail that is read.
func (w *window) importAttachments() {
	id := w.current.id
	var files []app.File
	w.beside(func(space *app.Workspace) (err error) {
		files, err = space.Attachments(background(), id)
		return err
	}, func() {
		if len(files) == 0 {
			w.status.say(lang.L("Nothing is attached to this mail"))
			return
		}
		w.importFiles(files)
	})
}
