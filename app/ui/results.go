package ui

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"galley/app"
	"galley/app/search"
	"galley/app/ui/shelf"
	"galley/db"
	"galley/widgets/textview"
)

// results is what a search in all articles found: it takes the place of the list of articles while there is a query.
type results struct {
	l     *library
	query search.Query
	hits  []app.Hit
	more  bool
	at    int    // the row that is chosen, -1 for none
	typed string // the query as it was typed
	quiet bool
	// coming says that a search is on its way, eager that its first hit is to be opened then.
	coming, eager bool
	reads         serial         // reads snippets, one after the other
	forget        []*atomic.Bool // of the snippets that were asked for: nobody wants them any more

	search   int // counts searches: the answer to an old one is dropped
	stop     context.CancelFunc
	snippets map[db.Hit]*search.Snippet // nil: asked for
	list     *pickList
	none     *textLine
	root     *fyne.Container
}

// searchDelay is how long after the first letter a search begins; what is typed by then is searched for.
const searchDelay = 40 * time.Millisecond

// snippetLength is how many characters a row shows of what stands around a hit.
const snippetLength = 110

func newResults(l *library) *results {
	r := &results{l: l, at: -1, stop: func() {}, snippets: map[db.Hit]*search.Snippet{}, none: captionLine(lang.L("Nothing found"))}
	r.list = newPickList(func() int { return len(r.hits) }, func() fyne.CanvasObject { return newHitRow() }, r.fill)
	r.list.OnSelected = r.selected
	r.list.onStep = r.step
	r.list.onRune = l.w.typedRune
	r.list.onKey = l.w.typedKey
	r.none.Hide()
	r.reads.spawn = func(f func()) { l.w.spawn(f) }
	r.root = container.NewStack(r.list, container.NewBorder(padded(10, 0, 10, 10, r.none), nil, nil, nil))
	r.root.Hide()
	return r
}

// on says whether there is a query.
func (r *results) on() bool { return r.root.Visible() }

// changed begins a search soon after the query was typed.
func (r *results) changed() {
	r.search++
	r.coming, r.eager = true, false
	r.stop()
	r.l.w.soon("search", searchDelay, r.find)
}

// reload searches again, since articles came or went.
func (r *results) reload() {
	if r.on() {
		r.find()
	}
}

// find searches beside the interface's thread.
func (r *results) find() {
	w := r.l.w
	r.search++
	r.stop()
	typed := r.l.input.Text
	q := search.Parse(typed)
	if len(q.Terms) == 0 || w.space == nil {
		r.show(typed, q, nil, false)
		return
	}
	ctx, cancel := context.WithCancel(background())
	r.stop = cancel
	space, mine, filter := w.space, r.search, r.l.filter
	w.spawn(func() {
		hits, more, err := space.Search(ctx, q, func(s db.Summary) bool { return filter.Lets(&s) })
		w.post(func() {
			switch {
			case mine != r.search || w.space != space:
			case err != nil:
				w.status.warn(reason(err))
			default:
				r.show(typed, q, hits, more)
			}
		})
	})
}

// show puts what was found in the place of the list, or the list back. The same query again leaves the list where it is.
func (r *results) show(typed string, q search.Query, hits []app.Hit, more bool) {
	on := len(q.Terms) > 0
	chosen := app.Hit{}
	again := typed == r.typed && r.on()
	if again && r.at >= 0 && r.at < len(r.hits) {
		chosen = r.hits[r.at]
	}
	r.typed, r.query, r.hits, r.more, r.at, r.coming = typed, q, hits, more, -1, false
	if !again {
		for _, stale := range r.forget {
			stale.Store(true)
		}
		r.forget = nil
		r.snippets = map[db.Hit]*search.Snippet{}
	}
	show(r.root, on)
	show(r.l.list, !on)
	show(r.none, on && len(hits) == 0)
	r.quiet = true
	r.list.UnselectAll()
	if again {
		if r.at = slices.Index(hits, chosen); r.at >= 0 {
			r.list.Select(r.at)
		}
	} else {
		r.list.ScrollToTop()
	}
	r.quiet = false
	r.list.Refresh()
	r.l.count()
	if r.eager {
		r.eager = false
		r.take()
	}
}

// counted is how much was found, in words.
func (r *results) counted() string {
	if r.more {
		return lang.L("More than {{.Count}} found", map[string]any{"Count": number(app.MaxHits)})
	}
	return count(len(r.hits), "1 found", "{{.Count}} found")
}

func (r *results) fill(row int, o fyne.CanvasObject) {
	if row >= len(r.hits) {
		return
	}
	h := r.hits[row]
	title := h.Title
	if s, ok := r.l.summary(h.ArticleID); ok {
		title = articleTitle(&s)
	}
	snippet, asked := r.snippets[h.Hit]
	if !asked {
		r.ask(h)
	}
	o.(*hitRow).set(title, h.AnnotationID != "", snippet)
}

// ask fetches what stands around a hit beside the interface's thread.
func (r *results) ask(h app.Hit) {
	r.snippets[h.Hit] = nil
	w, space, q, asked := r.l.w, r.l.w.space, r.query, r.snippets
	var stale atomic.Bool
	r.forget = append(r.forget, &stale)
	r.reads.add(func() {
		if stale.Load() { // another query was typed
			return
		}
		snippet, err := space.Snippet(background(), h.Hit, q, snippetLength)
		w.post(func() {
			if !stale.Load() && err == nil {
				asked[h.Hit] = &snippet
				// Another hit may have come before it meanwhile.
				if row := slices.Index(r.hits, h); row >= 0 {
					r.list.RefreshItem(row)
				}
			}
		})
	})
}

func (r *results) selected(row int) {
	if r.quiet || row < 0 || row >= len(r.hits) {
		return
	}
	r.at = row
	r.l.w.openHit(r.hits[row], r.query)
}

func (r *results) step(by int) {
	if len(r.hits) > 0 {
		r.list.Select(min(max(r.at+by, 0), len(r.hits)-1))
	}
}

// nextUnfinished opens the next hit in an article on which there is work to do.
func (r *results) nextUnfinished() {
	for i := range r.hits {
		row := (r.at + 1 + i) % len(r.hits)
		s, ok := r.l.summary(r.hits[row].ArticleID)
		if ok && !shelf.Finished(s.Status) && s.ID != r.l.chosen {
			r.list.Select(row)
			return
		}
	}
	r.l.w.status.say(lang.L("There is no other unfinished article in the list"))
}

// take opens what was found first, or what is chosen, and gives the reader the keyboard.
func (r *results) take() {
	if r.coming {
		r.eager = true
		return
	}
	if len(r.hits) == 0 {
		return
	}
	if r.at < 0 {
		r.step(1)
	}
	r.l.w.win.Canvas().Focus(r.l.w.reader.view)
}

// openHit opens an article where a search found its words.
func (w *window) openHit(h app.Hit, q search.Query) {
	if h.AnnotationID != "" {
		w.goTo(h.ArticleID, h.AnnotationID)
		return
	}
	w.openArticle(h.ArticleID, func() {
		r := w.current
		w.spawn(func() {
			snippet := q.Snippet(r.text.String(), snippetLength)
			w.post(func() {
				if w.current != r || snippet.At < 0 {
					return
				}
				hit := textview.Range{Start: snippet.At, End: snippet.At + snippet.Hits[0].End - snippet.Hits[0].Start}
				w.reader.view.Select(hit)
				w.reader.view.Reveal(hit)
				w.status.position()
				w.commandsChanged()
			})
		})
	})
}

// hitRow is a row of what was found: the article's title, and what stands around the hit.
type hitRow struct {
	widget.BaseWidget
	title   *textLine
	kind    *textLine
	snippet *snippetText
	content fyne.CanvasObject
}

func newHitRow() *hitRow {
	r := &hitRow{title: boldLine(""), kind: captionLine(lang.L("Note")).asWhole(), snippet: newSnippetText(2)}
	r.content = padded(6, 6, 10, 10, container.NewVBox(container.NewBorder(nil, nil, nil, r.kind, r.title), r.snippet))
	r.ExtendBaseWidget(r)
	return r
}

func (r *hitRow) set(title string, note bool, s *search.Snippet) {
	r.title.setText(title)
	show(r.kind, note)
	if s == nil {
		r.snippet.set("", nil)
		return
	}
	hits := make([]textview.Range, len(s.Hits))
	for i, h := range s.Hits {
		hits[i] = textview.Range{Start: h.Start, End: h.End}
	}
	r.snippet.set(s.Text, hits)
}

// CreateRenderer implements fyne.Widget.
func (r *hitRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }
