package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"galley/app/annotation"
)

// readingKeys are the keys that the text itself answers; they are no commands.
var readingKeys = [][2]string{
	{"Move the caret", "Arrows"},
	{"By word", "Ctrl+Left, Ctrl+Right"},
	{"By sentence", "Alt+Up, Alt+Down"},
	{"By paragraph", "Ctrl+Up, Ctrl+Down"},
	{"Extend the selection", "with Shift"},
	{"Word, sentence, paragraph", "2, 3, 4 clicks"},
}

// showKeys shows every key, by menu.
func (w *window) showKeys() {
	var columns [2]*fyne.Container
	for i := range columns {
		columns[i] = container.NewVBox()
	}
	for i, menu := range menuNames {
		column := columns[0]
		if i >= 2 && menu != "Help" {
			column = columns[1]
		}
		w.addKeys(column, menu)
	}
	columns[0].Add(keyHeading(lang.L("In the text")))
	for _, k := range readingKeys {
		columns[0].Add(keyRow(lang.L(k[0]), lang.L(k[1])))
	}
	content := container.NewVScroll(padded(0, 0, 0, 12, container.NewGridWithColumns(2, padded(0, 0, 0, 14, columns[0]), columns[1])))
	w.ask(lang.L("Keys"), content, fyne.NewSize(920, 660), choice{label: okLabel()})
}

func (w *window) addKeys(column *fyne.Container, menu string) {
	column.Add(keyHeading(lang.L(menu)))
	sub := ""
	for i := range w.commands {
		c := &w.commands[i]
		if c.menu != menu || len(c.keys) == 0 {
			continue
		}
		if c.sub != sub && c.sub != "" {
			column.Add(padded(4, 0, 0, 0, captionLine(lang.L(c.sub))))
		}
		sub = c.sub
		column.Add(keyRow(lang.L(c.name), c.keyText()))
	}
}

func keyHeading(text string) fyne.CanvasObject { return padded(8, 2, 0, 0, boldLine(text)) }

func keyRow(name, keys string) fyne.CanvasObject {
	k := newTextLine(keys, theme.SizeNameCaptionText, theme.ColorNamePrimary).asWhole()
	k.style.Bold = true
	return container.NewBorder(nil, nil, nil, k, plainLine(name))
}

// tagRows explains the tags, each in a line.
func tagRows() *fyne.Container {
	rows := container.NewVBox()
	for _, tag := range annotation.Tags {
		row := container.NewHBox(container.New(fixedWidth(118), newTagButton(tag, tagName(tag), tagLetter(tag), nil)), plainLine(tagMeaning(tag)).asWhole())
		rows.Add(padded(2, 2, 0, 0, row))
	}
	return rows
}

// showTags explains what the tags mean.
func (w *window) showTags() {
	more := text(640, lang.L("A tag says what the article does at that place, not what you found out: that is for the status and the note. A refusal to comment is no denial."))
	w.ask(lang.L("What the tags mean"), container.NewVBox(tagRows(), more), fyne.NewSize(640, 10), choice{label: okLabel()})
}
