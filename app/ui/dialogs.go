package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// dialogs are the boxes that lie over the window, newest last. Enter and Escape answer the newest one.
type dialogs struct {
	w     *window
	stack []*box
}

// box is one dialog.
type box struct {
	w       *window
	popup   *widget.PopUp
	primary *choice // what Enter does
	dismiss *choice // what Escape does
	hidden  bool
}

// choice is a button of a box. The box is closed before do is called, unless stay is set.
type choice struct {
	label  string
	do     func()
	stay   bool
	danger bool
	plain  bool // does not stand out, and Enter is not for it
	aside  bool // stands at the left, and neither Enter nor Escape is for it
}

// boxButton is a button of a box: with the keyboard on it, Enter presses it and Escape leaves the box.
type boxButton struct {
	widget.Button
	w *window
}

func newBoxButton(w *window, label string, tapped func()) *boxButton {
	b := &boxButton{w: w}
	b.Text, b.OnTapped = label, tapped
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey implements fyne.Focusable.
func (b *boxButton) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.OnTapped()
	case fyne.KeyEscape:
		b.w.dialogs.key(e)
	default:
		b.Button.TypedKey(e)
	}
}

// boxCheck is a tick box of a box: Enter and Escape are the box's.
type boxCheck struct {
	widget.Check
	w *window
}

func newBoxCheck(w *window, label string) *boxCheck {
	c := &boxCheck{w: w}
	c.Text = label
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey implements fyne.Focusable.
func (c *boxCheck) TypedKey(e *fyne.KeyEvent) {
	if !c.w.dialogs.key(e) {
		c.Check.TypedKey(e)
	}
}

const (
	boxWidth  = 520
	boxMargin = 24
)

// open reports whether something lies over the window, so that commands must wait.
func (d *dialogs) open() bool {
	return len(d.stack) > 0 || d.w.win.Canvas().Overlays().Top() != nil
}

// key answers the newest box with Enter or Escape.
func (d *dialogs) key(e *fyne.KeyEvent) bool {
	if len(d.stack) == 0 {
		return false
	}
	top := d.stack[len(d.stack)-1]
	switch e.Name {
	case fyne.KeyEscape:
		return top.answer(top.dismiss)
	case fyne.KeyReturn, fyne.KeyEnter:
		return top.answer(top.primary)
	}
	return false
}

func (b *box) answer(c *choice) bool {
	if c == nil {
		return false
	}
	if !c.stay {
		b.hide()
	}
	if c.do != nil {
		c.do()
	}
	return true
}

func (b *box) hide() {
	if b.hidden {
		return
	}
	b.hidden = true
	b.popup.Hide()
	d := &b.w.dialogs
	for i, other := range d.stack {
		if other == b {
			d.stack = append(d.stack[:i], d.stack[i+1:]...)
			break
		}
	}
	b.w.focusReaderIfFree()
}

// ask shows a box with a title, content of that width (0 for the usual one) and at least height, and buttons from left to
// right; the first is what Escape does, the last what Enter does, but for those aside.
func (w *window) ask(title string, content fyne.CanvasObject, least fyne.Size, choices ...choice) *box {
	b := &box{w: w}
	left, row := container.NewHBox(), container.NewHBox(layout.NewSpacer())
	for i := range choices {
		c := &choices[i]
		button := newBoxButton(w, c.label, func() { b.answer(c) })
		if c.aside {
			left.Add(button)
			continue
		}
		if i == len(choices)-1 && !c.plain {
			button.Importance = widget.HighImportance
			b.primary = c
		}
		if c.danger {
			button.Importance = widget.DangerImportance
			// A dangerous thing is not done by a mere Enter.
			b.primary = nil
		}
		if b.dismiss == nil {
			b.dismiss = c
		}
		row.Add(button)
	}
	head := newTextLine(title, theme.SizeNameSubHeadingText, theme.ColorNameForeground)
	head.style.Bold = true
	buttons := container.NewBorder(nil, nil, left, nil, row)
	body := container.NewBorder(padded(0, 6, 0, 0, head), padded(10, 0, 0, 0, buttons), nil, nil, content)
	if len(choices) == 0 {
		body = container.NewBorder(padded(0, 6, 0, 0, head), nil, nil, nil, content)
	}
	b.present(padded(14, 12, 18, 18, body), least)
	return b
}

// present lays the box over the window, no larger than that is.
func (b *box) present(content fyne.CanvasObject, least fyne.Size) {
	w := b.w
	b.popup = widget.NewModalPopUp(content, w.win.Canvas())
	room := w.win.Canvas().Size().SubtractWidthHeight(2*boxMargin, 2*boxMargin)
	if least.Width == 0 {
		least.Width = boxWidth
	}
	w.dialogs.stack = append(w.dialogs.stack, b)
	b.popup.Show()
	b.popup.Resize(least.Min(room))
	w.reader.bar.hide()
}

// tell shows a message with an OK button.
func (w *window) tell(title string, paragraphs ...string) *box {
	return w.ask(title, text(boxWidth, paragraphs...), fyne.Size{}, choice{label: okLabel()})
}

// text is wrapped paragraphs of that width; the strings must be safe to display. A wrapping label must know its width
// before it gets its text, or it is broken at a few pixels first.
func text(width float32, paragraphs ...string) fyne.CanvasObject {
	column := container.New(layout.NewCustomPaddedVBoxLayout(2))
	for _, p := range paragraphs {
		if p == "" {
			continue
		}
		column.Add(paragraph(width, p))
	}
	return column
}

func paragraph(width float32, s string) *widget.Label {
	l := widget.NewLabel("")
	l.Wrapping = fyne.TextWrapWord
	l.Resize(fyne.NewSize(width-2*18, 10))
	l.SetText(s)
	return l
}

// fixed is a layout that asks for one size.
type fixed struct{ size fyne.Size }

func (f fixed) MinSize([]fyne.CanvasObject) fyne.Size { return f.size }

func (f fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}
