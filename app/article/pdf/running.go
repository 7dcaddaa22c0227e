package pdf

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// pageText is the words of one page.
type pageText struct {
	words  []word
	height float64
	lost   bool // nothing of it could be read
}

// Where running heads stand.
const (
	edgeRows = 3   // so many rows at either edge of a page can be
	edge     = .18 // of the height of the page
)

// runningKey is a row at the edge of a page as it comes back on other pages: with its numbers as they are or as they count
// with the pages, and its height.
type runningKey struct {
	text string
	y    int
}

// dropRunning takes the running heads and feet and the page numbers out of the pages.
func dropRunning(pages []pageText) {
	if len(pages) == 1 {
		dropLoneNumber(&pages[0])
		return
	}
	counts := make(map[runningKey]int)
	edges := make([]pageEdges, len(pages))
	for i, p := range pages {
		edges[i] = edgesOf(p)
		for _, row := range edges[i].all() {
			for _, text := range runningTexts(row.text(), i) {
				counts[runningKey{text, int(math.Round(row.y / 3))}]++
			}
		}
	}
	offsets := make(map[string]bool) // of page numbers
	places := make(map[runningPlace]int)
	comesBack := func(row line, page int) bool {
		for _, text := range runningTexts(row.text(), page) {
			y := int(math.Round(row.y / 3))
			if counts[runningKey{text, y - 1}]+counts[runningKey{text, y}]+counts[runningKey{text, y + 1}] >= 2 {
				offsets[loneNumber(text)] = true
				places[placeOf(row)]++
				return true
			}
		}
		return false
	}
	for i := range pages {
		edges[i].drop(func(row line) bool { return comesBack(row, i) })
	}
	delete(offsets, "")
	for i := range pages {
		edges[i].drop(func(row line) bool {
			return places[placeOf(row)] > 1 || slices.ContainsFunc(runningTexts(row.text(), i), func(t string) bool { return offsets[loneNumber(t)] })
		})
		pages[i].words = edges[i].rest()
	}
}

// runningPlace is where a running head stands and how it is set. What stands there on another page is one too, though its
// words come only once.
type runningPlace struct {
	y    int
	font *font
	size float64
}

func placeOf(row line) runningPlace {
	return runningPlace{int(math.Round(row.y)), row.words[0].font, row.size}
}

// dropLoneNumber takes the page number out of a document of one page, where it stands alone far below the text.
func dropLoneNumber(p *pageText) {
	rows := linesOf(p.words)
	n := len(rows)
	if n > 1 && rows[n-1].text() == "1" && rows[n-2].y-rows[n-1].y > 3*rows[n-1].size {
		p.words = wordsIn(rows[:n-1])
	}
}

// pageEdges are the rows of a page, the rows at its edges first and last.
type pageEdges struct {
	rows        []line
	top, bottom int // up to and from where they may be running heads
	from, to    int // what is left of rows
}

func edgesOf(p pageText) pageEdges {
	e := pageEdges{rows: linesOf(p.words)}
	e.to = len(e.rows)
	for e.top < min(e.to, edgeRows) && e.rows[e.top].y > (1-edge)*p.height {
		e.top++
	}
	e.bottom = e.to
	for e.bottom > max(e.top, e.to-edgeRows) && e.rows[e.bottom-1].y < edge*p.height {
		e.bottom--
	}
	return e
}

// all returns the rows that may be running heads and feet.
func (e pageEdges) all() []line { return slices.Concat(e.rows[:e.top], e.rows[e.bottom:]) }

// drop takes rows off the edges as long as they are running heads.
func (e *pageEdges) drop(running func(row line) bool) {
	for e.from < e.top && running(e.rows[e.from]) {
		e.from++
	}
	for e.to > max(e.from, e.bottom) && running(e.rows[e.to-1]) {
		e.to--
	}
}

func (e pageEdges) rest() []word { return wordsIn(e.rows[e.from:e.to]) }

var (
	figures      = regexp.MustCompile(`\d{1,6}`)
	romanNumeral = regexp.MustCompile(`^[ivxlc]{1,7}$`)
	lonePage     = regexp.MustCompile(`^\PL*(?:(?i:page|seite|p\.|s\.)\s*)?\PL*(<-?\d+>)\PL*$`)
)

// runningTexts returns the forms in which a row may come back on other pages: each of its numbers may stay, or count with
// the pages, which is written as its distance from the number of the page.
func runningTexts(text string, page int) []string {
	text = strings.Join(strings.Fields(text), " ")
	if romanNumeral.MatchString(text) {
		return []string{counted(roman(text), page)}
	}
	places := figures.FindAllStringIndex(text, -1)
	if len(places) > 4 {
		places = places[:4]
	}
	forms := make([]string, 0, 1<<len(places))
	for set := range 1 << len(places) {
		var out strings.Builder
		at := 0
		for i, p := range places {
			out.WriteString(text[at:p[0]])
			n := text[p[0]:p[1]]
			if number, err := strconv.Atoi(n); err == nil && set>>i&1 == 1 {
				n = counted(number, page)
			}
			out.WriteString(n)
			at = p[1]
		}
		forms = append(forms, out.String()+text[at:])
	}
	return forms
}

func counted(n, page int) string { return "<" + strconv.Itoa(n-page) + ">" }

// loneNumber returns the counted number in a form that consists of nothing but a page number, else "".
func loneNumber(form string) string {
	if m := lonePage.FindStringSubmatch(form); m != nil {
		return m[1]
	}
	return ""
}

func roman(s string) int {
	values := map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}
	n := 0
	for i := range len(s) {
		v := values[s[i]]
		if i+1 < len(s) && values[s[i+1]] > v {
			v = -v
		}
		n += v
	}
	return n
}
