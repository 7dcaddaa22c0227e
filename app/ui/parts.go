package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"galley/app/annotation"
	"galley/app/ui/look"
)

// badge is the letter of a tag on its colour.
type badge struct {
	widget.BaseWidget
	tag annotation.Tag
}

func newBadge(tag annotation.Tag) *badge {
	b := &badge{tag: tag}
	b.ExtendBaseWidget(b)
	return b
}

func (b *badge) set(tag annotation.Tag) {
	if b.tag != tag {
		b.tag = tag
		b.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (b *badge) CreateRenderer() fyne.WidgetRenderer {
	r := &badgeRenderer{b: b, ground: canvas.NewRectangle(nil), letter: canvas.NewText("", nil)}
	r.letter.TextStyle.Bold = true
	r.letter.Alignment = fyne.TextAlignCenter
	r.Refresh()
	return r
}

type badgeRenderer struct {
	b      *badge
	ground *canvas.Rectangle
	letter *canvas.Text
}

const badgeSize = 19

func (r *badgeRenderer) Layout(size fyne.Size) {
	at := fyne.NewPos((size.Width-badgeSize)/2, (size.Height-badgeSize)/2)
	r.ground.Move(at)
	r.ground.Resize(fyne.NewSquareSize(badgeSize))
	h := r.letter.MinSize().Height
	r.letter.Move(fyne.NewPos(at.X, at.Y+(badgeSize-h)/2))
	r.letter.Resize(fyne.NewSize(badgeSize, h))
}

func (r *badgeRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(badgeSize) }

func (r *badgeRenderer) Refresh() {
	r.ground.FillColor = theme.Color(look.ColorLine(r.b.tag))
	r.ground.CornerRadius = 4
	r.letter.Text, r.letter.TextSize = tagLetter(r.b.tag), theme.CaptionTextSize()
	r.letter.Color = theme.Color(look.ColorPaper)
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *badgeRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ground, r.letter} }
func (r *badgeRenderer) Destroy()                     {}

// iconButton is a flat button that is never focused; what it does is told when the mouse is over it.
type iconButton struct {
	widget.BaseWidget
	icon     fyne.Resource
	chosen   bool
	disabled bool
	hovered  bool
	onTapped func()
	onHover  func(in bool)
}

var (
	_ fyne.Tappable     = (*iconButton)(nil)
	_ desktop.Hoverable = (*iconButton)(nil)
)

func newIconButton(icon fyne.Resource, tapped func()) *iconButton {
	b := &iconButton{icon: icon, onTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped implements fyne.Tappable.
func (b *iconButton) Tapped(*fyne.PointEvent) {
	if !b.disabled && b.onTapped != nil {
		b.onTapped()
	}
}

// MouseIn implements desktop.Hoverable.
func (b *iconButton) MouseIn(*desktop.MouseEvent) { b.setHovered(true) }

// MouseMoved implements desktop.Hoverable.
func (b *iconButton) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *iconButton) MouseOut() { b.setHovered(false) }

func (b *iconButton) setHovered(h bool) {
	b.hovered = h
	if b.onHover != nil {
		b.onHover(h)
	}
	b.Refresh()
}

func (b *iconButton) setState(disabled, chosen bool) {
	if b.disabled != disabled || b.chosen != chosen {
		b.disabled, b.chosen = disabled, chosen
		b.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (b *iconButton) CreateRenderer() fyne.WidgetRenderer {
	r := &iconButtonRenderer{b: b, ground: canvas.NewRectangle(nil), image: canvas.NewImageFromResource(b.icon)}
	r.image.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type iconButtonRenderer struct {
	b      *iconButton
	ground *canvas.Rectangle
	image  *canvas.Image
}

const iconPad = 6

func (r *iconButtonRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	s := theme.IconInlineSize()
	r.image.Resize(fyne.NewSquareSize(s))
	r.image.Move(fyne.NewPos((size.Width-s)/2, (size.Height-s)/2))
}

func (r *iconButtonRenderer) MinSize() fyne.Size {
	return fyne.NewSquareSize(theme.IconInlineSize() + 2*iconPad)
}

func (r *iconButtonRenderer) Refresh() {
	b := r.b
	switch {
	case b.hovered && !b.disabled:
		r.ground.FillColor = theme.Color(theme.ColorNameHover)
	case b.chosen:
		r.ground.FillColor = theme.Color(theme.ColorNameButton)
	default:
		r.ground.FillColor = nil
	}
	r.ground.CornerRadius = theme.InputRadiusSize()
	icon := b.icon
	if b.disabled {
		icon = theme.NewDisabledResource(icon)
	}
	r.image.Resource = icon
	r.image.Refresh()
	canvas.Refresh(b)
}

func (r *iconButtonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.image}
}
func (r *iconButtonRenderer) Destroy() {}

// field is an entry that hands on the keys which are the window's, and says when it is left.
type field struct {
	widget.Entry
	onLeft func()
	// onKey has the first look at keys; true means dealt with.
	onKey func(*fyne.KeyEvent) bool
	// onShortcut is offered what the entry itself has no use for.
	onShortcut func(fyne.Shortcut) bool
}

func newField(w *window, multiLine bool) *field {
	f := &field{}
	f.MultiLine = multiLine
	if multiLine {
		f.Wrapping = fyne.TextWrapWord
	}
	f.onKey = w.fieldKey
	f.onShortcut = w.shortcut
	f.ExtendBaseWidget(f)
	return f
}

// FocusLost implements fyne.Focusable.
func (f *field) FocusLost() {
	f.Entry.FocusLost()
	if f.onLeft != nil {
		f.onLeft()
	}
}

// TypedKey implements fyne.Focusable.
func (f *field) TypedKey(e *fyne.KeyEvent) {
	newline := f.MultiLine && (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter)
	if !newline && f.onKey != nil && f.onKey(e) {
		return
	}
	f.Entry.TypedKey(e)
}

// TypedShortcut implements fyne.Shortcutable.
func (f *field) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok && f.onShortcut != nil && !editing(custom) && f.onShortcut(s) {
		return
	}
	f.Entry.TypedShortcut(s)
}

// editing reports whether a shortcut moves or deletes in an entry.
func editing(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

// pickList is a list whose arrow keys select at once and which hands on every other key.
type pickList struct {
	widget.List
	onKey  func(*fyne.KeyEvent) bool
	onRune func(rune) bool
	onStep func(by int)
}

func newPickList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *pickList {
	l := &pickList{}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements fyne.Focusable.
func (l *pickList) TypedKey(e *fyne.KeyEvent) {
	step := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -8, fyne.KeyPageDown: 8, fyne.KeyHome: -1 << 30, fyne.KeyEnd: 1 << 30}[e.Name]
	switch {
	case step != 0 && l.onStep != nil:
		l.onStep(step)
	case l.onKey != nil && l.onKey(e):
	default:
		l.List.TypedKey(e)
	}
}

// TypedRune implements fyne.Focusable.
func (l *pickList) TypedRune(r rune) {
	if l.onRune != nil && l.onRune(r) {
		return
	}
	l.List.TypedRune(r)
}

// padded puts a margin around an object; in Fyne's units.
func padded(top, bottom, left, right float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// hairline is a line between parts of the window.
func hairline() fyne.CanvasObject { return widget.NewSeparator() }

// gap is empty room of that height.
func gap(height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(1, height))
	return r
}

// colored is a ground in a colour of the theme that follows the theme's changes.
type colored struct {
	widget.BaseWidget
	name, edge fyne.ThemeColorName
	radius     float32
}

func newColored(name, edge fyne.ThemeColorName, radius float32) *colored {
	c := &colored{name: name, edge: edge, radius: radius}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *colored) CreateRenderer() fyne.WidgetRenderer {
	r := &coloredRenderer{c: c, rect: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type coloredRenderer struct {
	c    *colored
	rect *canvas.Rectangle
}

func (r *coloredRenderer) Layout(size fyne.Size) { r.rect.Resize(size) }
func (r *coloredRenderer) MinSize() fyne.Size    { return fyne.Size{} }
func (r *coloredRenderer) Refresh() {
	r.rect.FillColor = theme.Color(r.c.name)
	r.rect.CornerRadius = r.c.radius
	if r.c.edge != "" {
		r.rect.StrokeColor, r.rect.StrokeWidth = theme.Color(r.c.edge), 1
	}
	r.rect.Refresh()
}
func (r *coloredRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *coloredRenderer) Destroy()                     {}
