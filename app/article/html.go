package article

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability"
	"golang.org/x/net/html"

	"galley/app/article/charset"
	"galley/app/article/draft"
	"galley/app/article/markup"
)

const (
	// maxElements is how many elements a page may have for its article to be looked for. Longer ones are books.
	maxElements = 60_000
	// maxWork bounds what the search takes, which grows with how deep the elements are nested too. A long page of an
	// encyclopedia has a tenth of it.
	maxWork = 2_000_000
)

var htmlExtensions = []string{".html", ".htm", ".xhtml", ".shtml"}

func htmlFormat() format {
	return format{
		extensions: htmlExtensions,
		is: func(data []byte, ending string) bool {
			return isHTML(data) || slices.Contains(htmlExtensions, ending) && binaryKind(data) == ""
		},
		read: readHTML,
	}
}

var (
	htmlStart = regexp.MustCompile(`(?i)^(?:<!doctype\s+html\b|<html[\s>])`)
	// A text about HTML can begin with these, a page has more tags behind them.
	htmlPart = regexp.MustCompile(`(?i)^<(?:head|body|meta|title)(?:\s[^<>]*)?>`)
	htmlTag  = regexp.MustCompile(`(?i)</(?:head|body|title|p|div|html|table|h[1-6])>`)
)

// isHTML says whether data is a web page: whether it begins, behind blanks, comments and declarations of XML, with one of
// the tags that every page begins with.
func isHTML(data []byte) bool {
	head := string(charset.Head(data, markup.MaxSize))
	for {
		head = strings.TrimLeftFunc(head, draft.IsBlank)
		end := ""
		switch {
		case strings.HasPrefix(head, "<!--"):
			end = "-->"
		case strings.HasPrefix(head, "<?"):
			end = ">"
		default:
			return htmlStart.MatchString(head) || htmlPart.MatchString(head) && htmlTag.MatchString(head)
		}
		i := strings.Index(head, end)
		if i < 0 {
			return false
		}
		head = head[i+len(end):]
	}
}

func readHTML(ctx context.Context, src Source, opt Options) (*extract, error) {
	if err := checkHTMLSize(len(src.Data)); err != nil {
		return nil, err
	}
	d, err := charset.DecodePage(ctx, src.Data, src.ContentType, opt.Encoding)
	if err != nil {
		return nil, err
	}
	declared := src.ContentType
	if strings.EqualFold(filepath.Ext(src.Name), ".xhtml") {
		declared = "application/xhtml+xml"
	}
	return readPage(ctx, d, page{address: src.Address, contentType: declared, whole: opt.WholePage})
}

func checkHTMLSize(n int) error {
	if n > markup.MaxSize {
		return fmt.Errorf("%w: %d bytes, at most %d of a web page can be read", ErrTooLarge, n, markup.MaxSize)
	}
	return nil
}

// page is what is known of a web page beside its text.
type page struct {
	address     string // where it came from, or ""
	contentType string // what it was said to be, or ""
	whole       bool   // everything is asked for, not only the article
}

// readPage draws the article out of a decoded web page, or all of its text where that is asked for or no article is found.
func readPage(ctx context.Context, d charset.Decoded, p page) (*extract, error) {
	e := &extract{mediaType: "text/html", method: MethodHTMLPage, encoding: d.Encoding}
	if isXHTML(d.Text, p.contentType) {
		e.mediaType = "application/xhtml+xml"
		d.Text = selfClosed.ReplaceAllString(d.Text, "<$1$2></$1>")
	}
	root, err := html.Parse(strings.NewReader(d.Text))
	deep := err != nil
	if deep { // nested too deeply; its head is not
		root = parseHead(d.Text)
	}
	facts := readFacts(root)
	base := facts.base(p.address)
	e.metadata = facts.metadata(base)
	e.text, e.links, err = pageText(ctx, d.Text, root, deep, base)
	if err != nil {
		return nil, err
	}
	if !deep && facts.elements <= maxElements && facts.work <= maxWork {
		drawn := drawArticle(ctx, root, base)
		setOnce(&e.metadata.Title, drawn.metadata.Title)
		setOnce(&e.metadata.Byline, drawn.metadata.Byline)
		if !p.whole && isEnough(drawn.text, e.text) {
			e.text, e.links, e.method = drawn.text, drawn.links, MethodHTMLArticle
		}
	}
	setOnce(&e.metadata.Title, facts.title)
	setOnce(&e.metadata.Byline, facts.byline)
	setOnce(&e.metadata.Publisher, facts.site())
	e.metadata.Title = withoutSite(e.metadata.Title, e.metadata.Publisher)
	if e.method == MethodHTMLArticle {
		e.headline(facts.headings)
	}
	e.replaced = min(d.Replaced, strings.Count(e.text, "\ufffd"))
	return e, ctx.Err()
}

// headline puts the headline on top of an article from which it was taken with the page around it: it too is said, and can
// be checked. The words are those of the page's heading where the title is one.
func (e *extract) headline(headings []string) {
	title := e.metadata.Title
	for _, h := range headings {
		if strings.EqualFold(plainLetters(h), plainLetters(title)) {
			title = h
		}
	}
	top, _, _ := strings.Cut(e.text, "\n")
	if title == "" || strings.Contains(plainLetters(top), plainLetters(title)) {
		return
	}
	e.text = title + "\n\n" + e.text
	shift := utf8.RuneCountInString(title) + 2
	for i := range e.links {
		e.links[i].Start += shift
		e.links[i].End += shift
	}
}

// plainLetters is a line for comparison: small letters and digits alone.
func plainLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// beforeSite are the signs that stand before the name of the site in the title of a page.
var beforeSite = []string{" | ", " - ", " – ", " — ", " · ", " :: "}

// site is the name of the site where the page says it nowhere but in its title, behind what is also its heading.
func (f *pageFacts) site() string {
	for _, sign := range beforeSite {
		i := strings.LastIndex(f.title, sign)
		if i < 0 || !slices.Contains(f.headings, f.title[:i]) {
			continue
		}
		if site := f.title[i+len(sign):]; utf8.RuneCountInString(site) <= 60 {
			return site
		}
	}
	return ""
}

// withoutSite takes the name of the site off the end of a title.
func withoutSite(title, site string) string {
	for _, sign := range beforeSite {
		if rest, found := strings.CutSuffix(title, sign+site); found && site != "" && rest != "" {
			return rest
		}
	}
	return title
}

// selfClosed are tags that XML may close at once. Read as HTML they would swallow what follows.
var selfClosed = regexp.MustCompile(`<(script|style|title|iframe|textarea|a|i|b|em|strong|span|div|p|td|th|li|sup|sub)(\s[^<>]*|)/>`)

func isXHTML(text, contentType string) bool {
	return strings.Contains(strings.ToLower(contentType), "application/xhtml+xml") || strings.HasPrefix(strings.TrimSpace(text[:min(len(text), 200)]), "<?xml")
}

// parseHead parses what is before the body of a page.
func parseHead(text string) *html.Node {
	if i := bodyStart.FindStringIndex(text); i != nil {
		text = text[:i[0]]
	}
	root, err := html.Parse(strings.NewReader(text[:min(len(text), 1<<20)]))
	if err != nil {
		return &html.Node{Type: html.DocumentNode}
	}
	return root
}

var bodyStart = regexp.MustCompile(`(?i)<body[\s>]`)

// pageText is all the text of a page that shows.
func pageText(ctx context.Context, text string, root *html.Node, deep bool, base *url.URL) (string, []Hyperlink, error) {
	var b draft.Builder
	w := markup.New(ctx, &b, base)
	if deep {
		if err := w.Tokens(text); err != nil {
			return "", nil, err
		}
	} else {
		w.Walk(root)
	}
	if b.Err() != nil {
		return "", nil, b.Err()
	}
	return b.Text(), b.Hyperlinks(), nil
}

// drawArticle finds the article in a page. It changes the tree.
func drawArticle(ctx context.Context, root *html.Node, base *url.URL) (e extract) {
	defer func() {
		if recover() != nil { // the library fails on a page: it has no article then
			e = extract{}
		}
	}()
	removeFurniture(root)
	parser := readability.NewParser()
	found, err := parser.ParseAndMutate(root, base)
	if err != nil {
		return extract{}
	}
	e.metadata = Metadata{Title: oneLine(found.Title, maxTitle), Byline: cleanByline(found.Byline)}
	if found.Node == nil || ctx.Err() != nil {
		return e
	}
	var b draft.Builder
	markup.New(ctx, &b, base).Walk(found.Node)
	if b.Err() == nil {
		e.text, e.links = b.Text(), b.Hyperlinks()
	}
	return e
}

// isEnough says whether a text can be the article of a page with that much text in all.
func isEnough(text, page string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 0 && (letters >= 140 || utf8.RuneCountInString(page) < 4*utf8.RuneCountInString(text))
}
