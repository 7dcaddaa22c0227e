package annotation_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"galley/app/annotation"
	"galley/app/article"
)

const (
	articleID = "0193a1b2-c3d4-7000-8000-000000000001"
	firstID   = "0193a1b2-c3d4-7000-8000-000000000002"
	secondID  = "0193a1b2-c3d4-7000-8000-000000000003"
	thirdID   = "0193a1b2-c3d4-7000-8000-000000000004"
)

var at = time.Date(2026, 11, 23, 9, 44, 58, 123e6, time.UTC)

// sound is a valid annotation of golden.
func sound() annotation.Annotation {
	return annotation.Annotation{
		ID: firstID, ArticleID: articleID, Tag: annotation.Denial,
		Spans: []annotation.Span{{26, 39, "The coalition"}, {40, 49, "denied it"}}, Quote: "The coalition … denied it",
		Source: "coalition", Cue: &annotation.Span{Start: 40, End: 46, Quote: "denied"}, Note: "says who?",
		Status: annotation.StatusOpen, CreatedAt: at, CreatedBy: "ana", UpdatedAt: at,
	}
}

func TestValidate(t *testing.T) {
	t.Parallel()
	set := func(s ...annotation.Span) func(a *annotation.Annotation) {
		return func(a *annotation.Annotation) { a.Spans, a.Quote = s, annotation.JoinQuotes(s) }
	}
	cases := []struct {
		name  string
		spoil func(a *annotation.Annotation)
		field string
		err   error
	}{
		{"sound", func(a *annotation.Annotation) {}, "", nil},
		{"id missing", func(a *annotation.Annotation) { a.ID = "" }, "id", annotation.ErrBadID},
		{"id of another version", func(a *annotation.Annotation) { a.ID = strings.Replace(a.ID, "-7", "-4", 1) }, "id", annotation.ErrBadID},
		{"id in capitals", func(a *annotation.Annotation) { a.ID = strings.ToUpper(a.ID) }, "id", annotation.ErrBadID},
		{"article id", func(a *annotation.Annotation) { a.ArticleID = "x" }, "article_id", annotation.ErrBadID},
		{"unknown tag", func(a *annotation.Annotation) { a.Tag = "Claim" }, "tag", annotation.ErrUnknownTag},
		{"unknown status", func(a *annotation.Annotation) { a.Status = "" }, "status", annotation.ErrUnknownStatus},
		{"no span", func(a *annotation.Annotation) { a.Spans = nil }, "spans", annotation.ErrNoSpan},
		{"start before the text", set(annotation.Span{-1, 5, "Truce"}), "spans[0].start", annotation.ErrOutOfRange},
		{"start behind the text", set(annotation.Span{68, 68, ""}), "spans[0].start", annotation.ErrOutOfRange},
		{"end behind the text", set(annotation.Span{51, 68, "No comment yet.\n"}), "spans[0].end", annotation.ErrOutOfRange},
		{"end before start", set(annotation.Span{5, 0, ""}), "spans[0].end", annotation.ErrOutOfRange},
		{"empty span", set(annotation.Span{0, 0, ""}), "spans[0]", annotation.ErrEmptySpan},
		{"only white space", set(annotation.Span{25, 26, "\u00a0"}), "spans[0]", annotation.ErrEmptySpan},
		{"quote elsewhere", set(annotation.Span{15, 24, "37 killed"}), "spans[0].quote", annotation.ErrQuoteMismatch},
		{"joined quote", func(a *annotation.Annotation) { a.Quote = "The coalition denied it" }, "quote", annotation.ErrQuoteMismatch},
		{"overlap", set(annotation.Span{26, 39, "The coalition"}, annotation.Span{30, 39, "coalition"}), "spans[1].start", annotation.ErrOverlap},
		{"touch", set(annotation.Span{26, 29, "The"}, annotation.Span{29, 39, " coalition"}), "spans[1].start", annotation.ErrOverlap},
		{"out of order", set(annotation.Span{40, 46, "denied"}, annotation.Span{26, 29, "The"}), "spans[1].start", annotation.ErrOverlap},
		{"cue elsewhere", func(a *annotation.Annotation) { a.Cue = &annotation.Span{41, 46, "denied"} }, "cue.quote", annotation.ErrQuoteMismatch},
		{"NUL in the note", func(a *annotation.Annotation) { a.Note = "a\x00b" }, "note", annotation.ErrBadText},
		{"source not UTF-8", func(a *annotation.Annotation) { a.Source = "\xff" }, "source", annotation.ErrBadText},
		{"author not UTF-8", func(a *annotation.Annotation) { a.CreatedBy = "\xff" }, "created_by", annotation.ErrBadText},
		{"time too fine", func(a *annotation.Annotation) { a.CreatedAt = at.Add(time.Microsecond) }, "created_at", annotation.ErrBadTime},
		{"no time", func(a *annotation.Annotation) { a.CreatedAt = time.Time{} }, "created_at", annotation.ErrBadTime},
		{"year 10000", func(a *annotation.Annotation) { a.UpdatedAt = at.AddDate(8000, 0, 0) }, "updated_at", annotation.ErrBadTime},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := sound()
			c.spoil(&a)
			checkField(t, annotation.Validate(a, article.NewText(golden)), c.field, c.err)
		})
	}
}

func checkField(t *testing.T, err error, field string, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v, want %v", err, want)
	}
	var fieldError *annotation.FieldError
	if want != nil && (!errors.As(err, &fieldError) || fieldError.Field != field) {
		t.Errorf("got %v, want the field %s named", err, field)
	}
}

func TestValidateRefusesHalfAGrapheme(t *testing.T) {
	t.Parallel()
	text := article.NewText("xe\u0301y \U0001F1E9\U0001F1EA")
	for _, c := range []struct {
		span  annotation.Span
		field string
		err   error
	}{
		{annotation.Span{0, 2, "xe"}, "spans[0].end", annotation.ErrCutsGrapheme},
		{annotation.Span{2, 4, "\u0301y"}, "spans[0].start", annotation.ErrCutsGrapheme},
		{annotation.Span{6, 7, "\U0001F1EA"}, "spans[0].start", annotation.ErrCutsGrapheme},
		{annotation.Span{1, 4, "e\u0301y"}, "", nil},
	} {
		a := sound()
		a.Cue, a.Spans, a.Quote = nil, []annotation.Span{c.span}, c.span.Quote
		checkField(t, annotation.Validate(a, text), c.field, c.err)
	}
}

func TestValidateLink(t *testing.T) {
	t.Parallel()
	exists := func(id string) bool { return id == firstID || id == secondID }
	for _, c := range []struct {
		link  annotation.Link
		field string
		err   error
	}{
		{annotation.Link{ID: articleID, Kind: annotation.Denies, From: firstID, To: secondID}, "", nil},
		{annotation.Link{ID: "1", Kind: annotation.Denies, From: firstID, To: secondID}, "id", annotation.ErrBadID},
		{annotation.Link{ID: articleID, Kind: "likes", From: firstID, To: secondID}, "kind", annotation.ErrUnknownKind},
		{annotation.Link{ID: articleID, Kind: annotation.Denies, From: thirdID, To: secondID}, "from", annotation.ErrNoAnnotation},
		{annotation.Link{ID: articleID, Kind: annotation.Denies, From: firstID, To: thirdID}, "to", annotation.ErrNoAnnotation},
		{annotation.Link{ID: articleID, Kind: annotation.Denies, From: firstID, To: firstID}, "to", annotation.ErrSelfLink},
	} {
		checkField(t, annotation.ValidateLink(c.link, exists), c.field, c.err)
	}
}

func TestValidateMetadata(t *testing.T) {
	t.Parallel()
	type metadata = article.Metadata
	passage := func(p ...article.Passage) func(m *metadata) { return func(m *metadata) { m.Passages = p } }
	cases := []struct {
		name  string
		spoil func(m *metadata)
		field string
		err   error
	}{
		{"day", func(m *metadata) { m.Published = "2017-08-08" }, "", nil},
		{"moment", func(m *metadata) { m.Published = "2017-08-08T19:09:00+03:00" }, "", nil},
		{"moment with a fraction", func(m *metadata) { m.Published = "2017-08-08T19:09:00.25Z" }, "", nil},
		{"hour of one digit", func(m *metadata) { m.Published = "2017-08-08T9:09:00Z" }, "published", annotation.ErrBadDate},
		{"no zone", func(m *metadata) { m.Published = "2017-08-08T19:09:00" }, "published", annotation.ErrBadDate},
		{"no such day", func(m *metadata) { m.Published = "2017-02-30" }, "published", annotation.ErrBadDate},
		{"words", func(m *metadata) { m.Published = "8 August 2017" }, "published", annotation.ErrBadDate},
		{"language", func(m *metadata) { m.Language = "zh-Hant-TW" }, "", nil},
		{"language in words", func(m *metadata) { m.Language = "British English" }, "language", annotation.ErrBadLanguage},
		{"language cut off", func(m *metadata) { m.Language = "en-" }, "language", annotation.ErrBadLanguage},
		{"status", func(m *metadata) { m.Status = "" }, "status", annotation.ErrUnknownStatus},
		{"title", func(m *metadata) { m.Title = "\x00" }, "title", annotation.ErrBadText},
		{"passages", passage(article.Passage{Kind: article.Furniture, Start: 0, End: 5}, article.Passage{Kind: article.Repeat, Start: 5, End: 67}), "", nil},
		{"passage outside", passage(article.Passage{Kind: article.Furniture, Start: 0, End: 68}), "passages[0]", annotation.ErrOutOfRange},
		{"passages overlap", passage(article.Passage{Kind: article.Furniture, Start: 0, End: 5}, article.Passage{Kind: article.Repeat, Start: 4, End: 9}),
			"passages[1].start", annotation.ErrOverlap},
		{"passage kind", passage(article.Passage{Start: 0, End: 5}), "passages[0].kind", annotation.ErrUnknownKind},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := metadata{Title: "Truce", Status: article.StatusNew}
			c.spoil(&m)
			checkField(t, annotation.ValidateMetadata(m, article.NewText(golden)), c.field, c.err)
		})
	}
}

func TestTimesAreWrittenInOneFormAndReadInNoOther(t *testing.T) {
	t.Parallel()
	if got := annotation.FormatTime(at.In(time.FixedZone("", 3600))); got != "2026-11-23T09:44:58.123Z" {
		t.Errorf("FormatTime = %s", got)
	}
	if got, err := annotation.ParseTime("2026-11-23T09:44:58.123Z"); err != nil || !got.Equal(at) {
		t.Errorf("ParseTime = %v, %v", got, err)
	}
	for _, s := range []string{"", "2026-11-23", "2026-11-23T09:44:58Z", "2026-11-23T09:44:58.1234Z", "2026-11-23T09:44:58,123Z",
		"2026-11-23T09:44:58.123+00:00", "2026-11-31T09:44:58.123Z", "2026-11-23t09:44:58.123z"} {
		if _, err := annotation.ParseTime(s); !errors.Is(err, annotation.ErrBadTime) {
			t.Errorf("ParseTime(%q) = %v, want ErrBadTime", s, err)
		}
	}
}

func TestNewIDsAreValidDifferentAndInOrder(t *testing.T) {
	t.Parallel()
	last := ""
	for range 1000 {
		id := annotation.NewID()
		if !annotation.ValidID(id) || id <= last {
			t.Fatalf("%s after %s", id, last)
		}
		last = id
	}
}
