package annotation

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"galley/app/article"
)

// Validate checks every rule an annotation of an article with text t must keep: well-formed ids, a known tag and status,
// at least one span, spans in order that lie in the text, neither overlap nor touch, cover more than white space, cut no
// grapheme, and quotes that are the text at that place. The error is a *FieldError with one of this package's sentinels.
func Validate(a Annotation, t *article.Text) error {
	switch {
	case !ValidID(a.ID):
		return field("id", ErrBadID)
	case !ValidID(a.ArticleID):
		return field("article_id", ErrBadID)
	case !slices.Contains(Tags, a.Tag):
		return field("tag", ErrUnknownTag)
	}
	if err := validateSpans(a, t); err != nil {
		return err
	}
	if a.Cue != nil {
		if name, err := validateSpan(*a.Cue, t); err != nil {
			return field("cue"+name, err)
		}
	}
	switch {
	case !ValidText(a.Source):
		return field("source", ErrBadText)
	case !ValidText(a.Note):
		return field("note", ErrBadText)
	case !slices.Contains(Statuses, a.Status):
		return field("status", ErrUnknownStatus)
	case !validTime(a.CreatedAt):
		return field("created_at", ErrBadTime)
	case !ValidText(a.CreatedBy):
		return field("created_by", ErrBadText)
	case !validTime(a.UpdatedAt):
		return field("updated_at", ErrBadTime)
	}
	return nil
}

func validateSpans(a Annotation, t *article.Text) error {
	if len(a.Spans) == 0 {
		return field("spans", ErrNoSpan)
	}
	for i, s := range a.Spans {
		if name, err := validateSpan(s, t); err != nil {
			return field(fmt.Sprintf("spans[%d]%s", i, name), err)
		}
		if i > 0 && s.Start <= a.Spans[i-1].End {
			return field(fmt.Sprintf("spans[%d].start", i), ErrOverlap)
		}
	}
	if a.Quote != JoinQuotes(a.Spans) {
		return field("quote", ErrQuoteMismatch)
	}
	return nil
}

// validateSpan checks one span by itself and names the field at fault as a suffix: ".start", ".end", ".quote" or "".
func validateSpan(s Span, t *article.Text) (string, error) {
	switch {
	case s.Start < 0 || s.Start > t.Len():
		return ".start", ErrOutOfRange
	case s.End < s.Start || s.End > t.Len():
		return ".end", ErrOutOfRange
	}
	if start, end := t.TrimBlank(s.Start, s.End); start >= end {
		return "", ErrEmptySpan
	}
	switch {
	case t.Slice(s.Start, s.End) != s.Quote:
		return ".quote", ErrQuoteMismatch
	case !t.IsGraphemeBoundary(s.Start):
		return ".start", ErrCutsGrapheme
	case !t.IsGraphemeBoundary(s.End):
		return ".end", ErrCutsGrapheme
	}
	return "", nil
}

// ValidateLink checks a link: a well-formed id, a known kind, two different ends that exist. exists says whether there is
// an annotation with that id. The error is a *FieldError with one of this package's sentinels.
func ValidateLink(l Link, exists func(id string) bool) error {
	switch {
	case !ValidID(l.ID):
		return field("id", ErrBadID)
	case !slices.Contains(LinkKinds, l.Kind):
		return field("kind", ErrUnknownKind)
	case !exists(l.From):
		return field("from", ErrNoAnnotation)
	case !exists(l.To):
		return field("to", ErrNoAnnotation)
	case l.From == l.To:
		return field("to", ErrSelfLink)
	}
	return nil
}

// ValidateMetadata checks what a person can edit about an article: a known status, a publication date that is "",
// YYYY-MM-DD or of RFC 3339, a language that is "" or shaped like a BCP 47 tag, texts without NUL, and passages in order
// inside the text. t may be nil: then passages are not held against the text. The error is a *FieldError.
func ValidateMetadata(m article.Metadata, t *article.Text) error {
	texts := []struct{ name, value string }{
		{"title", m.Title}, {"publisher", m.Publisher}, {"byline", m.Byline}, {"dateline", m.Dateline}, {"url", m.URL},
	}
	for _, text := range texts {
		if !ValidText(text.value) {
			return field(text.name, ErrBadText)
		}
	}
	switch {
	case !validDate(m.Published):
		return field("published", ErrBadDate)
	case !validLanguage(m.Language):
		return field("language", ErrBadLanguage)
	case !slices.Contains(article.Statuses, m.Status):
		return field("status", ErrUnknownStatus)
	}
	return validatePassages(m.Passages, t)
}

func validatePassages(passages []article.Passage, t *article.Text) error {
	end := 0
	for i, p := range passages {
		switch {
		case p.Kind != article.Furniture && p.Kind != article.Repeat:
			return field(fmt.Sprintf("passages[%d].kind", i), ErrUnknownKind)
		case p.Start < 0 || p.End < p.Start || t != nil && p.End > t.Len():
			return field(fmt.Sprintf("passages[%d]", i), ErrOutOfRange)
		case p.Start < end:
			return field(fmt.Sprintf("passages[%d].start", i), ErrOverlap)
		}
		end = p.End
	}
	return nil
}

// ValidText says whether s can be kept everywhere a project or its exports keep text: UTF-8 without NUL, at which SQLite
// would stop counting.
func ValidText(s string) bool {
	return utf8.ValidString(s) && strings.IndexByte(s, 0) < 0
}

func validTime(t time.Time) bool {
	year := t.UTC().Year()
	return !t.IsZero() && year >= 0 && year <= 9999 && t.Nanosecond()%int(time.Millisecond) == 0
}

var dateShape = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2}))?$`)

func validDate(s string) bool {
	// time.Parse by itself also takes hours of one digit and a comma before the fraction.
	if s == "" || !dateShape.MatchString(s) {
		return s == ""
	}
	layout := time.DateOnly
	if len(s) > len(layout) {
		layout = time.RFC3339
	}
	_, err := time.Parse(layout, s)
	return err == nil
}

// validLanguage holds s against the shape of a BCP 47 tag: subtags of one to eight letters or digits, the first of letters.
func validLanguage(s string) bool {
	if s == "" {
		return true
	}
	for i, subtag := range strings.Split(s, "-") {
		if len(subtag) < 1 || len(subtag) > 8 {
			return false
		}
		for _, c := range []byte(subtag) {
			letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
			if !letter && (i == 0 || c < '0' || c > '9') {
				return false
			}
		}
	}
	return true
}
