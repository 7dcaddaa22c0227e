package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"galley/app"
	"galley/app/annotation"
	"galley/app/ui/look"
)

// statusBar says whether everything is saved, what was just done, and where one is.
type statusBar struct {
	w        *window
	state    *textLine
	retry    *textButton
	copy     *textButton
	message  *textLine
	counted  *tagCounts
	at       *textLine
	encoding *textButton
	root     fyne.CanvasObject

	said    string // what was just done; a hint lies over it while the mouse is on a button
	saying  int    // counts messages, so that an old one does not take away a newer one
	caution bool
}

// messageTime is how long a message stands.
const messageTime = 8 * time.Second

func newStatusBar(w *window) *statusBar {
	s := &statusBar{w: w, state: captionLine("").asWhole(), message: captionLine(""), at: captionLine("").asWhole(), counted: newTagCounts()}
	s.message.align = fyne.TextAlignLeading
	s.retry = newTextButton(lang.L("Try again"), func() { w.saveNow() })
	s.copy = newTextButton(lang.L("Save a copy…"), func() { w.perform("project.copy") })
	s.encoding = newTextButton("", func() { w.perform("article.encoding") })
	s.encoding.onHover = w.hint("article.encoding")
	left := container.NewHBox(s.state, s.retry, s.copy)
	right := container.NewHBox(s.counted, space(6), s.at, s.encoding)
	row := container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 0, 14), left), right, s.message)
	s.root = container.NewStack(newColored(theme.ColorNameHeaderBackground, "", 0), container.NewVBox(hairline(), padded(2, 3, 10, 6, row)))
	s.forget()
	return s
}

// forget empties the bar while no project is open.
func (s *statusBar) forget() {
	s.state.setText("")
	s.retry.Hide()
	s.copy.Hide()
	s.article()
}

// saved shows how far the saving is.
func (s *statusBar) saved(state app.SaveState) {
	text, color := "", look.ColorMuted
	failed := state.Err != nil
	switch {
	case failed:
		text, color = lang.L("Not saved: {{.Reason}}", map[string]any{"Reason": saveTrouble(state.Err)}), theme.ColorNameError
	case state.Pending > 0:
		text = lang.L("Saving…")
	case s.w.space != nil && s.w.space.ReadOnly():
		text, color = lang.L("Read-only"), look.ColorCaution
	case state.SavedAt.IsZero():
		text = lang.L("Saved")
	default:
		text = lang.L("Saved {{.Time}}", map[string]any{"Time": clock(state.SavedAt)})
	}
	s.state.style.Bold = failed
	s.state.setText(text)
	s.state.setColor(color)
	show(s.retry, failed)
	show(s.copy, failed)
	s.root.Refresh()
}

func show(o fyne.CanvasObject, shown bool) {
	if shown {
		o.Show()
	} else {
		o.Hide()
	}
}

// say tells what was just done, for some seconds.
func (s *statusBar) say(text string) { s.tell(text, false) }

// warn is say for what went wrong a little.
func (s *statusBar) warn(text string) { s.tell(text, true) }

func (s *statusBar) tell(text string, caution bool) {
	s.said, s.caution = text, caution
	s.saying++
	mine := s.saying
	s.showMessage(text, caution)
	post := s.w.post
	time.AfterFunc(messageTime, func() {
		post(func() {
			if mine == s.saying {
				s.said = ""
				s.showMessage("", false)
			}
		})
	})
}

// hint names what is under the mouse, "" when it is nothing any more.
func (s *statusBar) hint(text string) {
	if text == "" {
		s.showMessage(s.said, s.caution)
		return
	}
	s.showMessage(text, false)
}

func (s *statusBar) showMessage(text string, caution bool) {
	s.message.setText(text)
	if caution {
		s.message.setColor(look.ColorCaution)
	} else {
		s.message.setColor(look.ColorMuted)
	}
}

// article shows what belongs to the article that is read.
func (s *statusBar) article() {
	r := s.w.current
	show(s.counted, r != nil)
	show(s.encoding, r != nil)
	if r != nil {
		name := strings.ToUpper(displaySafe(r.article.Encoding, 20))
		if name == "" {
			name = "UTF-8"
		}
		s.encoding.line.setText(name)
	}
	s.counts()
	s.position()
	s.root.Refresh()
}

// counts shows the numbers of marks.
func (s *statusBar) counts() {
	r := s.w.current
	if r == nil {
		return
	}
	counts := map[annotation.Tag]int{}
	for _, tag := range annotation.Tags {
		counts[tag] = r.marks.Len(tag)
	}
	s.counted.set(counts)
}

// position shows where the caret is, or what is selected.
func (s *statusBar) position() {
	w := s.w
	if w.current == nil || w.reader == nil {
		s.at.setText("")
		return
	}
	switch sel := w.reader.view.Selection(); {
	case sel.Start != sel.End:
		s.at.setText(lang.L("{{.Count}} selected ({{.Span}})", map[string]any{"Count": number(sel.End - sel.Start), "Span": span(sel.Start, sel.End)}))
	default:
		s.at.setText(lang.L("{{.Position}} of {{.Length}}", map[string]any{"Position": number(sel.Start), "Length": number(w.current.text.Len())}))
	}
}
