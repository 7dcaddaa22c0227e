package office

import (
	"encoding/xml"
	"strings"

	"galley/app/article/draft"
	"galley/app/article/parts"
)

const maxODTLevels = 10

// odtLevel is how the items of one level of a list are labelled.
type odtLevel struct {
	bullet         bool
	form           string // "1", "a", "A", "i", "I" or ""
	prefix, suffix string
	start          int
	shown          int // how many levels the label shows
}

// odtCounters count the items of a list, level by level. 0 is before the first.
type odtCounters [maxODTLevels]int

// odtItem is the item of a list that is open. It is counted with the first paragraph in it: one that only holds a further
// list has no number.
type odtItem struct {
	list    *odtList
	start   int // the number that it is given, 0 for the next one
	counted bool
}

// odtList is a list that is open.
type odtList struct {
	style    string
	level    int
	counters *odtCounters
	item     *odtItem
}

// odtLists are the styles of lists, and the lists that are open, innermost last.
type odtLists struct {
	styles map[string]*[maxODTLevels]odtLevel
	open   []*odtList
	byID   map[string]*odtCounters // for lists that continue one that is named
	last   map[string]*odtCounters // by style: for lists that continue the last one
	top    *odtCounters            // of the last item of the first level
	group  int                     // grows with each list that begins
}

func newODTLists() odtLists {
	return odtLists{
		styles: make(map[string]*[maxODTLevels]odtLevel), byID: make(map[string]*odtCounters), last: make(map[string]*odtCounters),
	}
}

// item returns the item that a paragraph stands in, nil outside of lists.
func (l *odtLists) item() *odtItem {
	if len(l.open) == 0 {
		return nil
	}
	return l.open[len(l.open)-1].item
}

// listStyle reads how a list is labelled.
func (d *odtReader) listStyle(name string) error {
	levels := new([maxODTLevels]odtLevel)
	d.lists.styles[name] = levels
	if err := tooMany(len(d.lists.styles), "lists"); err != nil {
		return err
	}
	return d.x.Children(func(e xml.StartElement) error {
		at := parts.Number(e, "level") - 1
		if at < 0 || at >= maxODTLevels {
			return d.x.Skip()
		}
		switch e.Name.Local {
		case "list-level-style-bullet":
			levels[at] = odtLevel{bullet: strings.TrimFunc(parts.Attribute(e, "bullet-char"), draft.IsBlank) != ""}
		case "list-level-style-number":
			levels[at] = odtLevel{
				form: parts.Attribute(e, "num-format"), prefix: parts.Attribute(e, "num-prefix"), suffix: parts.Attribute(e, "num-suffix"),
				start: max(1, parts.Number(e, "start-value")), shown: max(1, parts.Number(e, "display-levels")),
			}
			if len(levels[at].prefix)+len(levels[at].suffix) > maxLabel {
				levels[at].prefix, levels[at].suffix = "", ""
			}
		}
		return d.x.Skip()
	}, nil)
}

// list walks a list. One inside another counts on the next level of it.
func (d *odtReader) list(e xml.StartElement) error {
	l := d.lists.begin(e)
	d.lists.open = append(d.lists.open, l)
	err := d.x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "list-item":
			l.item = &odtItem{list: l, start: parts.Number(e, "start-value")}
		case "list-header":
			l.item = &odtItem{list: l, counted: true}
		default:
			return d.x.Skip()
		}
		err := d.children()
		l.item = nil
		return err
	}, nil)
	d.lists.open = d.lists.open[:len(d.lists.open)-1]
	return err
}

// begin opens a list.
func (l *odtLists) begin(e xml.StartElement) *odtList {
	style := parts.Attribute(e, "style-name")
	if n := len(l.open); n > 0 {
		outer := l.open[n-1]
		inner := &odtList{style: outer.style, level: outer.level + 1, counters: outer.counters}
		if style != "" {
			inner.style = style
		}
		if inner.level < maxODTLevels {
			inner.counters[inner.level] = 0
		}
		return inner
	}
	list := &odtList{style: style}
	if before := l.byID[parts.Attribute(e, "continue-list")]; before != nil {
		list.counters = before
	} else if before := l.last[style]; before != nil && parts.Attribute(e, "continue-numbering") == "true" {
		list.counters = before
	} else {
		list.counters = new(odtCounters)
	}
	l.last[style] = list.counters
	if id := parts.Attribute(e, "id"); id != "" {
		l.byID[id] = list.counters
	}
	return list
}

// label counts an item, if it is its first paragraph that asks, and returns what stands before it.
func (l *odtLists) label(item *odtItem) string {
	if item.counted {
		return ""
	}
	item.counted = true
	if item.list.level == 0 && item.list.counters != l.top {
		l.top = item.list.counters
		l.group++
	}
	return l.count(item.list, item.start)
}

// count moves on to the next item of a list and returns its label.
func (l *odtLists) count(list *odtList, start int) string {
	levels := l.styles[list.style]
	if levels == nil || list.level >= maxODTLevels {
		return "•"
	}
	own, counters := levels[list.level], list.counters
	switch {
	case start > 0:
		counters[list.level] = start
	case counters[list.level] == 0:
		counters[list.level] = own.start
	default:
		counters[list.level]++
	}
	for i := list.level + 1; i < maxODTLevels; i++ {
		counters[i] = 0
	}
	switch {
	case own.bullet:
		return "•"
	case own.form == "":
		return strings.TrimSpace(own.prefix + own.suffix)
	}
	var shown []string
	for i := max(0, list.level+1-own.shown); i <= list.level; i++ {
		if form := levels[i].form; form != "" {
			shown = append(shown, draft.Counted(max(counters[i], 1), form))
		}
	}
	return strings.TrimSpace(own.prefix + strings.Join(shown, ".") + own.suffix)
}
