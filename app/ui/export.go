package ui

import (
	"fyne.io/fyne/v2/lang"

	"galley/app/exchange"
)

func (w *window) exportAll() { w.export(nil, w.space.Name()+".json") }

func (w *window) exportOne() {
	s, _ := w.library.summary(w.current.id)
	w.export([]string{w.current.id}, fileName(articleTitle(&s))+".json")
}

// fileName makes a name for a file of any system from a title.
func fileName(title string) string {
	var out []rune
	for _, r := range title {
		switch r {
		case '/', '\\', ':', '*', '?', '"', '<', '>', '|', substitute, '…':
			r = ' '
		}
		if r == ' ' && (len(out) == 0 || out[len(out)-1] == ' ') {
			continue
		}
		if out = append(out, r); len(out) == 80 {
			break
		}
	}
	for len(out) > 0 && (out[len(out)-1] == ' ' || out[len(out)-1] == '.') {
		out = out[:len(out)-1]
	}
	if len(out) == 0 {
		return "Galley"
	}
	return string(out)
}

// export says what the format can't hold, asks where to, writes the file whole or not at all, and says what it held.
func (w *window) export(ids []string, name string) {
	w.edits.flush()
	space := w.space
	w.spawn(func() {
		losses, err := space.ExportLosses(background(), ids)
		w.post(func() {
			switch {
			case w.space != space:
			case err != nil:
				w.showError(explain(err))
			case len(losses) == 0:
				w.chooseExport(ids, name)
			default:
				w.ask(lang.L("Export as JSON"), text(boxWidth, append([]string{lang.L("JSON holds texts, marks, notes, sources and links. It does not hold:")}, lossLines(losses)...)...),
					fyneSize(), choice{label: cancelLabel()}, choice{label: lang.L("Choose a file…"), do: func() { w.chooseExport(ids, name) }})
			}
		})
	})
}

// lossWords are the kinds of loss in words, for one and for many.
var lossWords = map[exchange.LossKind][2]string{
	exchange.LossOriginals: {"the original bytes of 1 article", "the original bytes of {{.Count}} articles"},
	exchange.LossAccess:    {"when 1 article was fetched from the web", "when {{.Count}} articles were fetched from the web"},
	exchange.LossVersions:  {"that 1 article is a later version of another", "that {{.Count}} articles are later versions of others"},
	exchange.LossTargets:   {"the target of 1 hyperlink", "the targets of {{.Count}} hyperlinks"},
	exchange.LossChanges:   {"1 change of the history", "{{.Count}} changes of the history"},
	exchange.LossPassages:  {"that 1 passage was switched back", "that {{.Count}} passages were switched back"},
	exchange.LossCues:      {"the cue word of 1 mark", "the cue words of {{.Count}} marks"},
	exchange.LossAltered:   {"1 mark that does not fit its text any more", "{{.Count}} marks that do not fit their text any more"},
	exchange.LossLinks:     {"1 link to a mark of another article", "{{.Count}} links to marks of other articles"},
}

// lossLines is what an export does not hold, a line for each kind.
func lossLines(losses []exchange.Loss) []string {
	var lines []string
	for _, l := range losses {
		words, ok := lossWords[l.Kind]
		if !ok {
			words = [2]string{string(l.Kind), "{{.Count}} " + string(l.Kind)}
		}
		lines = append(lines, "• "+count(l.Count, words[0], words[1]))
	}
	return lines
}

func (w *window) chooseExport(ids []string, name string) {
	space := w.space
	w.chooseSave(wanted{kind: "export", title: lang.L("Export as JSON"), filter: "JSON", patterns: []string{"*.json"}, name: name, ending: ".json"},
		func(path string, _ bool) {
			w.spawn(func() {
				losses, err := space.ExportFile(background(), path, ids)
				w.post(func() {
					if err != nil {
						w.showError(explain(err))
						return
					}
					w.exported(path, losses)
				})
			})
		})
}

func (w *window) exported(path string, losses []exchange.Loss) {
	said := lang.L("Exported: {{.Name}}", map[string]any{"Name": displaySafe(shortPath(path), 60)})
	w.status.say(said)
	if len(losses) > 0 {
		w.tell(lang.L("Exported"), append([]string{displaySafe(shortPath(path), 120), lang.L("The file is whole. It does not hold:")}, lossLines(losses)...)...)
	}
}
