package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"galley/app/ui/look"
)

// textLine is one line of text that is cut with an ellipsis where it does not fit. It has no padding, unlike a Label, and
// its colour can be any of the theme. The text must be displaySafe.
type textLine struct {
	widget.BaseWidget
	text  string
	size  fyne.ThemeSizeName
	color fyne.ThemeColorName
	style fyne.TextStyle
	align fyne.TextAlign
	// whole asks for the room the text needs; otherwise it takes what it gets.
	whole bool
}

func newTextLine(text string, size fyne.ThemeSizeName, color fyne.ThemeColorName) *textLine {
	l := &textLine{text: text, size: size, color: color}
	l.ExtendBaseWidget(l)
	return l
}

// plainLine is a line of ordinary text, caption one of second rank in small type.
func plainLine(text string) *textLine {
	return newTextLine(text, theme.SizeNameText, theme.ColorNameForeground)
}

func captionLine(text string) *textLine {
	return newTextLine(text, theme.SizeNameCaptionText, look.ColorMuted)
}

func boldLine(text string) *textLine {
	l := plainLine(text)
	l.style.Bold = true
	return l
}

// asWhole makes the line ask for the room its text needs.
func (l *textLine) asWhole() *textLine {
	l.whole = true
	return l
}

func (l *textLine) setText(text string) {
	if l.text == text {
		return
	}
	l.text = text
	l.Refresh()
}

func (l *textLine) setColor(color fyne.ThemeColorName) {
	if l.color == color {
		return
	}
	l.color = color
	l.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (l *textLine) CreateRenderer() fyne.WidgetRenderer {
	r := &textLineRenderer{l: l, drawn: canvas.NewText("", nil)}
	r.apply()
	return r
}

type textLineRenderer struct {
	l     *textLine
	drawn *canvas.Text
	min   fyne.Size
	width float32
}

// apply takes over text, colour and size and works out what is asked for often.
func (r *textLineRenderer) apply() {
	l := r.l
	r.drawn.TextSize = theme.Size(l.size)
	r.drawn.Color = theme.Color(l.color)
	r.drawn.TextStyle = l.style
	r.drawn.Alignment = l.align
	r.min = fyne.MeasureText("M", r.drawn.TextSize, l.style)
	r.min.Width = 0
	if l.whole {
		r.min.Width = fyne.MeasureText(l.text, r.drawn.TextSize, l.style).Width
	}
	r.fit()
}

// fit cuts the text to the width by bisection: prefixes of ordinary text grow with their length.
func (r *textLineRenderer) fit() {
	l := r.l
	text := l.text
	if !l.whole && r.width > 0 && fyne.MeasureText(text, r.drawn.TextSize, l.style).Width > r.width {
		runes := []rune(text)
		low, high := 0, len(runes)
		for low < high {
			mid := (low + high + 1) / 2
			if fyne.MeasureText(string(runes[:mid])+"…", r.drawn.TextSize, l.style).Width <= r.width {
				low = mid
			} else {
				high = mid - 1
			}
		}
		text = string(runes[:low]) + "…"
	}
	r.drawn.Text = text
}

func (r *textLineRenderer) Layout(size fyne.Size) {
	if size.Width != r.width {
		r.width = size.Width
		r.fit()
		r.drawn.Refresh()
	}
	r.drawn.Move(fyne.NewPos(0, (size.Height-r.min.Height)/2))
	r.drawn.Resize(fyne.NewSize(size.Width, r.min.Height))
}

func (r *textLineRenderer) MinSize() fyne.Size { return r.min }

func (r *textLineRenderer) Refresh() {
	r.apply()
	r.drawn.Refresh()
}

func (r *textLineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.drawn} }
func (r *textLineRenderer) Destroy()                     {}
