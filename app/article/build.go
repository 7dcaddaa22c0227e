package article

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTextSize is the limit of a text that is drawn out of a document, in bytes.
const maxTextSize = MaxFileSize

// separation is what stands between two pieces of a text.
type separation int

const (
	together separation = iota
	apart               // a space
	newLine             // the next line: items of a list, rows of a table, a line break
	newPara             // a blank line between: paragraphs, headings, quotations, table and list as a whole
)

// textBuilder makes the text of an article out of the pieces of a document. White space is collapsed as on a web page;
// blocks are kept apart by the widest separation that was asked for between them; nothing stands before the first piece
// and behind the last. It counts positions, so that ranges of the text can be noted. The zero value is ready.
type textBuilder struct {
	out   strings.Builder
	n     int        // code points in out
	sep   separation // before the next piece
	held  string     // spaces that are not collapsed, written before the next piece of the line
	links []Hyperlink
	err   error // ErrLimit once the text is too long
}

// separate asks for at least that separation before the next piece.
func (b *textBuilder) separate(s separation) {
	if s >= newLine {
		b.held = ""
	}
	b.sep = max(b.sep, s)
}

// inline appends text within a block. White space is collapsed to one space; characters that are not text are dropped.
func (b *textBuilder) inline(s string) {
	for _, r := range s {
		switch {
		case r == '\u00a0' || r == '\u202f':
			if b.n > 0 && b.sep < newLine {
				b.held += string(r)
			}
		case unicode.IsSpace(r):
			b.separate(apart)
		case dropped(r):
		default:
			b.put(r)
		}
	}
}

// verbatim appends text whose line feeds and spaces count, as in a listing or a poem.
func (b *textBuilder) verbatim(s string) {
	for _, r := range lineFeeds(s) {
		switch {
		case r == '\n':
			if b.sep == newLine {
				b.sep = newPara
			}
			b.separate(newLine)
		case r == '\t' || r == ' ' || r == '\u00a0' || r == '\u202f':
			b.held += string(r)
		case dropped(r):
		default:
			b.put(r)
		}
	}
}

// dropped says whether a character has no place in a text: control characters, and the soft hyphen, which shows nothing and
// would stand in the way of every search.
func dropped(r rune) bool {
	return r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u00ad' || r == '\ufeff'
}

func (b *textBuilder) put(r rune) {
	if b.n > 0 {
		switch b.sep {
		case apart:
			if b.held == "" {
				b.write(" ")
			}
		case newLine:
			b.write("\n")
		case newPara:
			b.write("\n\n")
		}
	}
	b.write(b.held)
	b.sep, b.held = together, ""
	if b.out.Len() > maxTextSize {
		if b.err == nil {
			b.err = fmt.Errorf("%w: more than %d MB of text", ErrLimit, maxTextSize>>20)
		}
		return
	}
	b.out.WriteRune(r)
	b.n++
}

func (b *textBuilder) write(s string) {
	b.out.WriteString(s)
	b.n += utf8.RuneCountInString(s)
}

// link notes that what piece appends leads to an address. Relative addresses are resolved against base, which may be
// nil; what is then not a web or mail address is not noted.
func (b *textBuilder) link(base *url.URL, href string, piece func()) {
	before, had := b.n, b.sep != together || b.held != ""
	piece()
	if b.n == before {
		return
	}
	start := before
	if had || before == 0 {
		start += leadingBlank(b.out.String(), before, b.n)
	}
	target := absolute(base, href)
	if target == "" || start >= b.n {
		return
	}
	b.links = append(b.links, Hyperlink{Start: start, End: b.n, URL: target})
}

// leadingBlank counts the white space at the beginning of the last to-from code points of s.
func leadingBlank(s string, from, to int) int {
	at := len(s)
	for range to - from {
		_, w := utf8.DecodeLastRuneInString(s[:at])
		at -= w
	}
	tail := s[at:]
	return utf8.RuneCountInString(tail) - utf8.RuneCountInString(strings.TrimLeftFunc(tail, unicode.IsSpace))
}

// absolute resolves an address and returns it if it is one of the web or of mail, else "".
func absolute(base *url.URL, href string) string {
	href = strings.TrimSpace(href)
	if href == "" || strings.HasPrefix(href, "#") || len(href) > 4096 {
		return ""
	}
	u, err := url.Parse(href)
	if err != nil {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	switch {
	case (u.Scheme == "http" || u.Scheme == "https") && u.Host != "", u.Scheme == "mailto" && u.Opaque != "":
		return u.String()
	}
	return ""
}
