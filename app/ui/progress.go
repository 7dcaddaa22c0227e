package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"galley/app"
)

// progressDelay is how long something may take before a box says that it goes on.
const progressDelay = 400 * time.Millisecond

// progress is a box that says how far something is, once it has taken a while.
type progress struct {
	w      *window
	title  string
	stop   func()
	box    *box
	busy   *widget.ProgressBarInfinite // instead of bar where nobody knows how far it is
	bar    *widget.ProgressBar
	name   *textLine
	ended  bool
	passed float64
	label  string
	// unmeasured says that nothing tells how far it is.
	unmeasured bool
}

func (w *window) progress(title string, stop func()) *progress {
	p := &progress{w: w, title: title, stop: stop}
	post := w.post
	time.AfterFunc(progressDelay, func() { post(p.show) })
	return p
}

// besideWithCancel is beside for what may take long without telling how far it is: a box says so, in which it can be cancelled.
// Nothing is shown or said of what was cancelled.
func (w *window) besideWithCancel(title string, do func(context.Context, *app.Workspace) error, then func()) {
	space := w.space
	ctx, cancel := cancelling()
	progress := w.progress(title, cancel)
	progress.unmeasured = true
	w.spawn(func() {
		err := do(ctx, space)
		cancelled := ctx.Err() != nil
		cancel()
		w.post(func() {
			progress.end()
			switch {
			case cancelled || w.space != space:
			case err != nil:
				w.showError(explain(err))
			default:
				then()
			}
		})
	})
}

func (p *progress) show() {
	if p.ended {
		return
	}
	if p.unmeasured {
		p.busy = widget.NewProgressBarInfinite()
		p.box = p.w.ask(p.title, p.busy, fyneSize(), choice{label: cancelLabel(), plain: true, do: p.stop})
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
	if p.busy != nil {
		p.busy.Stop()
	}
	if p.box != nil {
		p.box.hide()
	}
}

func fyneSize() fyne.Size { return fyne.Size{} }
