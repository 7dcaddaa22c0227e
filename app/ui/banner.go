package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"galley/app"
	"galley/app/ui/look"
	"galley/db"
)

// banner stands below the toolbar while another Galley has the project open and this one can only read it.
type banner struct {
	used *db.InUseError // who has the project, nil for nobody
	line *textLine
	root fyne.CanvasObject
}

func newBanner(w *window) *banner {
	b := &banner{line: newTextLine("", theme.SizeNameText, look.ColorCaution)}
	b.line.style.Bold = true
	again := widget.NewButton(lang.L("Try again for writing"), w.openForWriting)
	icon := container.NewCenter(widget.NewIcon(theme.NewWarningThemedResource(theme.WarningIcon())))
	row := container.New(layout.NewCustomPaddedLayout(3, 3, 10, 6), container.NewBorder(nil, nil, icon, again, b.line))
	b.root = container.NewStack(newColored(look.ColorCard, "", 0), container.NewVBox(row, hairline()))
	b.root.Hide()
	return b
}

// show says who has the project open; nil takes the banner away.
func (b *banner) show(used *db.InUseError) {
	b.used = used
	if used != nil {
		b.line.setText(usedWords(used, time.Now()))
	}
	show(b.root, used != nil)
}

// usedWords says in one line who has the project open. Today's time is told without the date.
func usedWords(used *db.InUseError, now time.Time) string {
	if used.User == "" && used.Host == "" {
		return lang.L("Open in another Galley: read-only")
	}
	since := moment(used.Since)
	if at := used.Since.Local(); at.Format(time.DateOnly) == now.Format(time.DateOnly) {
		since = at.Format("15:04")
	}
	return lang.L("Open by {{.User}} on {{.Host}} since {{.Since}}: read-only", map[string]any{
		"User": displaySafe(used.User, 40), "Host": displaySafe(used.Host, 40), "Since": since})
}

// openForWriting opens the project anew if the other Galley has closed it meanwhile.
func (w *window) openForWriting() {
	if w.space == nil || w.banner.used == nil || w.dialogs.open() {
		return
	}
	path := w.space.Path()
	w.openWith(path, func() (*app.Workspace, error) { return app.Open(background(), path, w.options(false)) })
}
