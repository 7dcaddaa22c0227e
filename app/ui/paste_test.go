package ui

import (
	"strings"
	"testing"
)

// TestPastedTextBecomesAnArticleUnchanged also where it is too long, or has runes that no entry must hold: then it is
// shown in part and kept whole.
func TestPastedTextBecomesAnArticleUnchanged(t *testing.T) {
	for name, body := range map[string]string{
		"short":    "A claim was made.\n\nIt was denied.\n",
		"long":     strings.Repeat("A claim was made and denied. ", 3000),
		"override": "The file is called annexe\u202egnp.exe\U0010fffd.\n",
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			r.app.Clipboard().SetContent(body)
			r.perform("article.paste")
			r.top().answer(r.top().primary)
			r.until("the article is open", func() bool { return r.current != nil })
			if got := r.current.text.String(); got != body {
				t.Errorf("the text has %d bytes, pasted were %d", len(got), len(body))
			}
		})
	}
}

func TestNothingIsPastedFromAnEmptyClipboard(t *testing.T) {
	r := newRig(t)
	r.app.Clipboard().SetContent(" \n")
	r.perform("article.paste")
	r.top().answer(r.top().primary)
	r.settle()
	if len(r.library.all) != 0 || !r.status.caution {
		t.Errorf("%d articles, the status bar says %q", len(r.library.all), r.status.said)
	}
}
