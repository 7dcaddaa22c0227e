package markup

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"galley/app/article/draft"
)

// list is a list that is being read.
type list struct {
	ordered bool
	form    string // of its numbers, as draft.Counted takes it
	next    int    // number of its next item
	step    int
}

func newList(n *html.Node) *list {
	l := &list{ordered: n.Data == "ol", form: Attribute(n.Attr, "type"), next: 1, step: 1}
	if l.ordered && HasAttribute(n.Attr, "reversed") {
		l.step, l.next = -1, 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Data == "li" {
				l.next++
			}
		}
	}
	if start, err := strconv.Atoi(strings.TrimSpace(Attribute(n.Attr, "start"))); err == nil {
		l.next = start
	}
	return l
}

// item returns the marker of the next item, which may stand in no list at all.
func (l *list) item(attrs []html.Attribute) string {
	if l == nil || !l.ordered {
		return "• "
	}
	if value, err := strconv.Atoi(strings.TrimSpace(Attribute(attrs, "value"))); err == nil {
		l.next = value
	}
	n := l.next
	l.next += l.step
	return draft.Counted(n, l.form) + ". "
}
