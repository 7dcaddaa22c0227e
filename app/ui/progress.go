package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// progressDelay is how long something may take before a box says that it goes on.
const progressDelay = 400 * time.Millisecond

// progress is a box that says how far something is, once it has taken a while.
type progress struct {
	w      *window
	title  string
	stop   func()
	box    *box
	bar    *widget.ProgressBar
	name   *textLine
	ended  bool
	passed float64
	label  string
}

func (w *window) progress(title string, stop func()) *progress {
	p := &progress{w: w, title: title, stop: stop}
	post := w.post
	time.AfterFunc(progressDelay, func() { post(p.show) })
	return p
}

func (p *progress) show() {
	if p.ended {
		return
	}
	p.bar, p.name = widget.NewProgressBar(), captionLine(p.label)
	p.bar.SetValue(p.passed)
	p.box = p.w.ask(p.title, container.NewVBox(p.bar, p.name), fyneSize(), choice{label: cancelLabel(), plain: true, do: p.stop})
}

func (p *progress) at(done, total int, label string) {
	p.label = label
	if total > 0 {
		p.passed = float64(done) / float64(total)
	}
	if p.bar != nil {
		p.bar.SetValue(p.passed)
		p.name.setText(label)
	}
}

// bytes says how much of something large has come; total is -1 if that is not known.
func (p *progress) bytes(received, total int64) {
	if total > 0 {
		p.passed = float64(received) / float64(total)
	}
	if p.bar != nil {
		p.bar.SetValue(p.passed)
		p.name.setText(lang.L("{{.Size}} KB received", map[string]any{"Size": number(int(received >> 10))}))
	}
}

func (p *progress) end() {
	p.ended = true
	if p.box != nil {
		p.box.hide()
	}
}

func fyneSize() fyne.Size { return fyne.Size{} }
