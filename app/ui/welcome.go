package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"galley/assets"
)

// welcomePage is there while the project has no article: the three tags in three lines, and how to begin.
func (w *window) welcomePage() fyne.CanvasObject {
	sample := widget.NewButtonWithIcon(lang.L("Open the sample article"), theme.FileTextIcon(), func() { w.perform("article.sample") })
	sample.Importance = widget.HighImportance
	buttons := container.NewHBox(layout.NewSpacer(), sample,
		widget.NewButtonWithIcon(lang.L("Import…"), theme.FolderOpenIcon(), func() { w.perform("article.open") }),
		widget.NewButtonWithIcon(lang.L("Paste…"), theme.ContentPasteIcon(), func() { w.perform("article.paste") }),
		layout.NewSpacer())
	hint := captionLine(lang.L("Or drop web pages, Word, PDF, mail or text files here.")).asWhole()
	hint.align = fyne.TextAlignCenter
	address := captionLine(lang.L("Ctrl+L opens a web address.")).asWhole()
	address.align = fyne.TextAlignCenter
	page := container.NewVBox(
		container.NewCenter(logo(64)), gap(6),
		container.NewCenter(headLine(lang.L("Mark what an article says"))), gap(8),
		container.NewCenter(tagRows()), gap(12),
		buttons, gap(4), container.NewCenter(hint), container.NewCenter(address),
	)
	return container.NewCenter(page)
}

// choosePage is there while articles are in the project, but none is open.
func (w *window) choosePage() fyne.CanvasObject {
	return container.NewCenter(container.NewVBox(
		container.NewCenter(logo(48)), gap(6),
		container.NewCenter(headLine(lang.L("Choose an article"))),
		container.NewCenter(captionLine(lang.L("from the list on the left, or press Ctrl+Page Down.")).asWhole()),
	))
}

func headLine(text string) *textLine {
	l := newTextLine(text, theme.SizeNameHeadingText, theme.ColorNameForeground).asWhole()
	l.style.Bold = true
	return l
}

func logo(size float32) fyne.CanvasObject {
	image := canvas.NewImageFromResource(fyne.NewStaticResource("galley.svg", assets.Icon))
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSquareSize(size))
	return image
}

// trouble is why no project is open and what a person can do about it.
type trouble struct {
	explanation
	path string
}

// troublePage says what happened, what is safe and what can be done next.
func (w *window) troublePage() fyne.CanvasObject {
	t := w.trouble
	buttons := container.NewHBox(layout.NewSpacer())
	for i, a := range w.waysOut(t) {
		b := widget.NewButton(a.label, a.do)
		if i == 0 {
			b.Importance = widget.HighImportance
		}
		buttons.Add(b)
	}
	buttons.Add(layout.NewSpacer())
	width := float32(480)
	body := container.New(layout.NewCustomPaddedVBoxLayout(2))
	for _, p := range []string{t.what, t.safe, t.next} {
		if p != "" {
			body.Add(container.New(fixedWidth(width), paragraph(width, p)))
		}
	}
	path := captionLine(displaySafe(t.path, 90)).asWhole()
	return container.NewCenter(container.NewVBox(
		container.NewCenter(widget.NewIcon(theme.WarningIcon())), gap(4),
		container.NewCenter(headLine(t.title)), container.NewCenter(path), gap(6), body, gap(8), buttons))
}
