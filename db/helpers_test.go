package db_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"galley/app/annotation"
	"galley/app/article"
	"galley/db"
)

var ctx = context.Background()

// start is the time all tests begin at.
var start = time.Date(2026, 11, 22, 10, 15, 0, 0, time.UTC)

const sampleText = "US denies bombing.\n\nThe U.S.-led coalition denied responsibility. Ka'tib said: \"36 of its fighters had been killed\".\n" +
	"Шиитское ополчение 👨‍👩‍👧 e\u0301te\u0301 عربي 日本語 \u202eabc\u202c end."

func newArticle(text string) *article.Article {
	sum := sha256.Sum256([]byte(text))
	a := &article.Article{
		ID: annotation.NewID(), Text: text, SHA256: hex.EncodeToString(sum[:]),
		Original: []byte(text), OriginalSHA256: hex.EncodeToString(sum[:]),
		MediaType: "text/plain", Method: article.MethodText, FileName: "us-denies.txt", Encoding: "utf-8", ImportedAt: start,
	}
	a.Title, a.Publisher, a.Published, a.Language, a.Status = "US denies", "Reuters", "2017-08-08", "en", article.StatusNew
	return a
}

// quoted is a new annotation at the first place where the text says quote.
func quoted(a *article.Article, tag annotation.Tag, quote string) *annotation.Annotation {
	text := article.NewText(a.Text)
	at := strings.Index(a.Text, quote)
	if at < 0 {
		panic("not in the text: " + quote)
	}
	from, to := text.Position(at), text.Position(at+len(quote))
	return &annotation.Annotation{
		ID: annotation.NewID(), ArticleID: a.ID, Tag: tag, Status: annotation.StatusOpen, Quote: quote,
		Spans:     []annotation.Span{{Start: from, End: to, Quote: quote}},
		CreatedAt: start, CreatedBy: "ann", UpdatedAt: start,
	}
}

// gesture makes changes that belong together out of pairs of states, before and after.
func gesture(name string, states ...annotation.State) []annotation.Change {
	id := annotation.NewID()
	var changes []annotation.Change
	for i := 0; i < len(states); i += 2 {
		changes = append(changes, annotation.Change{
			ID: annotation.NewID(), At: start, By: "ann", Gesture: id, Name: name, Role: annotation.Do,
			Before: states[i], After: states[i+1],
		})
	}
	return changes
}

var none annotation.State

func ofAnnotation(a *annotation.Annotation) annotation.State { return annotation.State{Annotation: a} }

func ofLink(l *annotation.Link) annotation.State { return annotation.State{Link: l} }

func ofArticle(a *article.Article) annotation.State {
	return annotation.State{Article: &annotation.ArticleState{ID: a.ID, Metadata: a.Metadata}}
}

func imported(articles ...*article.Article) db.Batch {
	var states []annotation.State
	for _, a := range articles {
		states = append(states, none, ofArticle(a))
	}
	return db.Batch{Articles: articles, Changes: gesture("import", states...)}
}

func made(a *annotation.Annotation) db.Batch {
	return db.Batch{Changes: gesture("mark", none, ofAnnotation(a))}
}

// project is an open project with one article.
func project(t testing.TB, opt db.Options) (*db.DB, *article.Article) {
	t.Helper()
	if opt.Version == "" {
		opt.Version = "1.2.3"
	}
	d, err := db.Create(ctx, filepath.Join(t.TempDir(), "Test.galley"), opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	a := newArticle(sampleText)
	apply(t, d, imported(a))
	return d, a
}

func apply(t testing.TB, d *db.DB, b db.Batch) {
	t.Helper()
	if err := d.Apply(ctx, b); err != nil {
		t.Fatal(err)
	}
}

func reopen(t testing.TB, d *db.DB, opt db.Options) *db.DB {
	t.Helper()
	path := d.Path()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return open(t, path, opt)
}

func open(t testing.TB, path string, opt db.Options) *db.DB {
	t.Helper()
	d, err := db.Open(ctx, path, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func annotations(t testing.TB, d *db.DB, articleID string) []annotation.Annotation {
	t.Helper()
	list, _, err := d.Annotations(ctx, articleID)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// sound fails the test if Check finds anything wrong.
func sound(t testing.TB, d *db.DB) db.Report {
	t.Helper()
	r, err := d.Check(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		t.Errorf("check: %s: %s", p.Subject, p.Text)
	}
	return r
}

func sha(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
