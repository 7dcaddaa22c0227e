package article

import (
	stdhtml "html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"galley/app/article/draft"
	"galley/app/article/markup"
)

// The longest values, in code points, that are taken for a title and for any other field.
const (
	maxTitle = 500
	maxField = 200
)

// pageFacts are the places of a page where it says of itself what it is.
type pageFacts struct {
	metas     map[string][]string // by name, property or itemprop in lower case, with "." for ":"
	jsonLD    []string
	title     string
	headings  []string // of the first rank
	language  string
	baseHref  string
	canonical string
	saved     string // the address that a browser noted when it saved the page
	byline    string // of an element that is marked as the author
	published string // of an element that is marked as the date of publication
	times     []string
	elements  int
	work      int // how much there is to look through, each piece as often as it has ancestors
}

func readFacts(root *html.Node) *pageFacts {
	f := &pageFacts{metas: make(map[string][]string)}
	f.read(root, false, 0)
	return f
}

func (f *pageFacts) read(n *html.Node, inArticle bool, depth int) {
	switch n.Type {
	case html.CommentNode:
		if m := savedFrom.FindStringSubmatch(n.Data[:min(len(n.Data), 2000)]); m != nil && f.elements < 20 {
			setOnce(&f.saved, m[1])
		}
	case html.TextNode:
		f.work += depth * len(n.Data) / 20
	case html.ElementNode:
		f.elements++
		f.work += depth
		f.element(n, inArticle)
		inArticle = inArticle || n.Data == "article" || n.Data == "main"
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		f.read(c, inArticle, depth+1)
	}
}

var savedFrom = regexp.MustCompile(`(?i)(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:)\s*(https?://\S+)`)

func (f *pageFacts) element(n *html.Node, inArticle bool) {
	switch n.Data {
	case "html":
		f.language = strings.TrimSpace(markup.Attribute(n.Attr, "lang"))
		setOnce(&f.language, strings.TrimSpace(markup.Attribute(n.Attr, "xml:lang")))
	case "title":
		if n.Namespace == "" {
			setOnce(&f.title, oneLine(content(n, 10_000), maxTitle))
		}
	case "h1":
		if len(f.headings) < 10 {
			f.headings = append(f.headings, oneLine(content(n, 10_000), maxTitle))
		}
	case "base":
		setOnce(&f.baseHref, markup.Attribute(n.Attr, "href"))
	case "link":
		if slices.Contains(strings.Fields(strings.ToLower(markup.Attribute(n.Attr, "rel"))), "canonical") {
			setOnce(&f.canonical, markup.Attribute(n.Attr, "href"))
		}
	case "meta":
		f.meta(n.Attr)
	case "script":
		if strings.HasPrefix(strings.TrimSpace(strings.ToLower(markup.Attribute(n.Attr, "type"))), "application/ld+json") && len(f.jsonLD) < 50 {
			f.jsonLD = append(f.jsonLD, content(n, 1<<20))
		}
	case "time":
		f.time(n.Attr, inArticle)
	}
	if itemprop := markup.Attribute(n.Attr, "itemprop"); itemprop == "datePublished" {
		setOnce(&f.published, markup.Attribute(n.Attr, "datetime"))
		setOnce(&f.published, markup.Attribute(n.Attr, "content"))
	}
	if f.byline == "" && n.Data != "meta" && n.Data != "link" && markup.Attribute(n.Attr, "rel") == "author" {
		f.byline = cleanByline(content(n, 1000))
	}
}

func (f *pageFacts) meta(attrs []html.Attribute) {
	value := strings.TrimSpace(markup.Attribute(attrs, "content"))
	if value == "" || len(f.metas) > 1000 {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		for _, name := range strings.Fields(strings.ToLower(markup.Attribute(attrs, key))) {
			name = strings.NewReplacer(":", ".").Replace(name)
			if len(f.metas[name]) < 20 {
				f.metas[name] = append(f.metas[name], value)
			}
		}
	}
}

func (f *pageFacts) time(attrs []html.Attribute, inArticle bool) {
	value := markup.Attribute(attrs, "datetime")
	marked := markup.HasAttribute(attrs, "pubdate") || strings.Contains(strings.ToLower(markup.Attribute(attrs, "class")), "publish")
	if marked {
		setOnce(&f.published, value)
	}
	if inArticle && len(f.times) < 20 {
		f.times = append(f.times, value)
	}
}

// content is the text in a node as it stands, at most about so many bytes.
func content(n *html.Node, limit int) string {
	var s strings.Builder
	var read func(n *html.Node)
	read = func(n *html.Node) {
		if n.Type == html.TextNode && s.Len() < limit {
			s.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil && s.Len() < limit; c = c.NextSibling {
			read(c)
		}
	}
	read(n)
	return s.String()
}

// base is the address that relative addresses of the page are resolved against, or nil.
func (f *pageFacts) base(address string) *url.URL {
	var base *url.URL
	for _, candidate := range []string{address, f.saved, f.first("snapshot-content-location"), f.canonical, f.first("og.url")} {
		if u := draft.Absolute(nil, candidate); u != "" && !strings.HasPrefix(u, "mailto:") {
			base, _ = url.Parse(u)
			break
		}
	}
	href := draft.Absolute(base, f.baseHref)
	if href == "" || strings.HasPrefix(href, "mailto:") {
		return base
	}
	u, err := url.Parse(href)
	if err != nil {
		return base
	}
	return u
}

func (f *pageFacts) first(names ...string) string {
	for _, name := range names {
		if values := f.metas[name]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

// metadata is what the page says of itself. The title is missing where it stands in the element title only.
func (f *pageFacts) metadata(base *url.URL) Metadata {
	ld := readJSONLD(f.jsonLD, f.title)
	var m Metadata
	for _, name := range []string{"og.site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name"} {
		setOnce(&ld.publisher, f.first(name))
	}
	if publisher := oneLine(ld.publisher, maxField); !isAddress(publisher) {
		m.Publisher = publisher
	}
	m.Byline = f.author(ld.author)
	m.Published = f.date(ld.published)
	m.Language = f.tongue(ld.language)
	for _, candidate := range []string{f.canonical, f.first("og.url"), f.saved} {
		if u := draft.Absolute(base, candidate); !strings.HasPrefix(u, "mailto:") {
			setOnce(&m.URL, u)
		}
	}
	titles := []string{ld.headline, f.first("dc.title", "dcterms.title"), f.first("og.title"), f.first("twitter.title"), f.first("parsely-title")}
	if strings.HasSuffix(ld.headline, "...") || strings.HasSuffix(ld.headline, "…") { // cut short for search engines
		titles = append(titles[1:], ld.headline)
	}
	for _, title := range titles {
		setOnce(&m.Title, oneLine(title, maxTitle))
	}
	return m
}

func (f *pageFacts) author(fromLD string) string {
	if byline := cleanByline(fromLD); byline != "" {
		return byline
	}
	for _, name := range []string{"author", "article.author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
		"citation_author", "books.author", "twitter.creator"} {
		var names []string
		for _, value := range f.metas[name] {
			if byline := cleanByline(value); byline != "" && !slices.Contains(names, byline) {
				names = append(names, byline)
			}
		}
		switch {
		case len(names) > 1 && strings.Contains(strings.Join(names, ""), ","): // "Doe, Jane"
			return strings.Join(names, "; ")
		case len(names) > 0:
			return strings.Join(names, ", ")
		}
	}
	return ""
}

func (f *pageFacts) date(fromLD string) string {
	candidates := []string{fromLD, f.first("article.published_time", "og.article.published_time", "og.published_time"), f.published,
		f.first("parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date",
			"datepublished", "citation_publication_date", "publish-date", "publishdate", "publish_date", "pubdate", "date")}
	if len(f.times) > 0 {
		candidates = append(candidates, f.times[0])
	}
	for _, candidate := range candidates {
		if hits := findDates(candidate[:min(len(candidate), 100)]); len(hits) > 0 {
			return hits[0].value
		}
	}
	return ""
}

func (f *pageFacts) tongue(fromLD string) string {
	for _, candidate := range []string{f.language, fromLD, f.first("content-language"), f.first("dc.language", "dcterms.language"), f.first("og.locale")} {
		candidate = strings.ReplaceAll(strings.TrimSpace(candidate), "_", "-")
		if languageTag.MatchString(candidate) && len(candidate) <= 35 {
			return candidate
		}
	}
	return ""
}

// cleanByline returns the names alone: without "By" and the date, and nothing where an address stands for a name.
func cleanByline(s string) string {
	s = oneLine(s, maxField)
	if names := parseByline(s); names != "" {
		return names
	}
	if isAddress(s) || strings.HasPrefix(s, "@") || strings.HasPrefix(s, "//") {
		return ""
	}
	return s
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "http:") || strings.HasPrefix(s, "https:") || strings.HasPrefix(s, "www.")
}

// oneLine makes a field out of what a document says: blanks collapsed, references resolved, not too long.
func oneLine(s string, limit int) string {
	if len(s) > 20*limit {
		s = s[:20*limit]
	}
	s = strings.ToValidUTF8(stdhtml.UnescapeString(s), "")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case draft.Dropped(r):
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > limit {
		s = strings.TrimSpace(string([]rune(s)[:limit-1])) + "…"
	}
	return s
}
