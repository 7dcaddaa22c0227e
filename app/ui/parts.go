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

// textButton is a small flat button for the status bar. It is never focused.
type textButton struct {
	widget.BaseWidget
	line    *textLine
	ground  *colored
	tapped  func()
	onHover func(in bool)
}

func newTextButton(label string, tapped func()) *textButton {
	b := &textButton{line: captionLine(label).asWhole(), ground: newColored("", "", 3), tapped: tapped}
	b.line.style.Bold = true
	b.ExtendBaseWidget(b)
	return b
}

// Tapped implements fyne.Tappable.
func (b *textButton) Tapped(*fyne.PointEvent) { b.tapped() }

// MouseIn implements desktop.Hoverable.
func (b *textButton) MouseIn(*desktop.MouseEvent) { b.tint(theme.ColorNameHover, true) }

// MouseMoved implements desktop.Hoverable.
func (b *textButton) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *textButton) MouseOut() { b.tint("", false) }

func (b *textButton) tint(name fyne.ThemeColorName, in bool) {
	b.ground.name = name
	b.ground.Refresh()
	if b.onHover != nil {
		b.onHover(in)
	}
}

// CreateRenderer implements fyne.Widget.
func (b *textButton) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(b.ground, padded(3, 3, 6, 6, b.line)))
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
	r.rect.FillColor = nil
	if r.c.name != "" {
		r.rect.FillColor = theme.Color(r.c.name)
	}
	r.rect.CornerRadius = r.c.radius
	if r.c.edge != "" {
		r.rect.StrokeColor, r.rect.StrokeWidth = theme.Color(r.c.edge), 1
	}
	r.rect.Refresh()
}
func (r *coloredRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *coloredRenderer) Destroy()                     {}
