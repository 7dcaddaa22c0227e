package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"galley/app/annotation"
	"galley/app/article"
)

// Summary is what a list shows of an article, without its text.
type Summary struct {
	ID               string
	article.Metadata // Passages is nil
	FileName         string
	MediaType        string
	Method           article.Method
	VersionOf        string // id of the article this is a later version of, or ""
	Encoding         string
	Length           int // code points
	Words            int // runs of text without white space
	ImportedAt       time.Time
	Counts           map[annotation.Tag]int // annotations by tag; nil if there are none
}

// Articles lists what is in the project, in the order of import; not what was removed.
func (d *DB) Articles(ctx context.Context) ([]Summary, error) {
	var list []Summary
	err := d.do(ctx, "list articles of", func(conn *sql.Conn) (err error) {
		list, err = summaries(ctx, conn)
		return err
	})
	return list, err
}

func summaries(ctx context.Context, conn *sql.Conn) ([]Summary, error) {
	var list []Summary
	place := map[string]int{}
	err := each(ctx, conn, func(rows *sql.Rows) error {
		var s Summary
		var imported string
		err := rows.Scan(&s.ID, &s.Title, &s.Publisher, &s.Byline, &s.Dateline, &s.URL, &s.Published, &s.Language, &s.Status,
			&s.FileName, &s.MediaType, &s.Encoding, &s.Length, &s.Words, &imported, &s.Method, &s.VersionOf)
		if err != nil {
			return err
		}
		place[s.ID] = len(list)
		s.ImportedAt = parseTime(imported)
		list = append(list, s)
		return nil
	}, `SELECT id, title, publisher, byline, dateline, url, published, language, status,
		file_name, media_type, encoding, length, words, imported_at, coalesce(method, 'text 1'), coalesce(version_of, '')
		FROM article LEFT JOIN origin ON origin.article_id = article.id WHERE removed_at IS NULL ORDER BY imported_at, id`)
	if err != nil {
		return nil, err
	}
	return list, each(ctx, conn, func(rows *sql.Rows) error {
		var id string
		var tag annotation.Tag
		var n int
		if err := rows.Scan(&id, &tag, &n); err != nil {
			return err
		}
		if i, ok := place[id]; ok {
			if list[i].Counts == nil {
				list[i].Counts = map[annotation.Tag]int{}
			}
			list[i].Counts[tag] = n
		}
		return nil
	}, `SELECT article_id, tag, count(*) FROM annotation GROUP BY article_id, tag`)
}

// Article reads one article with its text and original, also one that was removed. ErrNotFound.
func (d *DB) Article(ctx context.Context, id string) (*article.Article, error) {
	var a *article.Article
	err := d.do(ctx, "read article of", func(conn *sql.Conn) (err error) {
		a, err = readArticle(ctx, conn, id)
		return err
	})
	return a, err
}

func readArticle(ctx context.Context, q querier, id string) (*article.Article, error) {
	a, err := articleWhere(ctx, q, "original", "id = ?", id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("article %s: %w", id, ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return a, readOrigin(ctx, q, a)
}

// articleWhere reads one article without its origin; original is the expression for that column.
func articleWhere(ctx context.Context, q querier, original, where string, arg any) (*article.Article, error) {
	var a article.Article
	var imported string
	err := q.QueryRowContext(ctx, `SELECT id, title, publisher, byline, dateline, url, published, language, status, sha256,
		original_sha256, media_type, file_name, encoding, replaced, imported_at, text, `+original+` FROM article WHERE `+where, arg).
		Scan(&a.ID, &a.Title, &a.Publisher, &a.Byline, &a.Dateline, &a.URL, &a.Published, &a.Language, &a.Status, &a.SHA256,
			&a.OriginalSHA256, &a.MediaType, &a.FileName, &a.Encoding, &a.Replaced, &imported, &a.Text, &a.Original)
	if err != nil {
		return nil, err
	}
	a.ImportedAt = parseTime(imported)
	a.Passages, err = passages(ctx, q, a.ID)
	return &a, err
}

func passages(ctx context.Context, q querier, id string) ([]article.Passage, error) {
	var list []article.Passage
	err := each(ctx, q, func(rows *sql.Rows) error {
		var p article.Passage
		err := rows.Scan(&p.Kind, &p.Start, &p.End, &p.OfStart, &p.OfEnd, &p.Kept)
		list = append(list, p)
		return err
	}, `SELECT kind, start, "end", of_start, of_end, kept FROM passage WHERE article_id = ? ORDER BY ordinal`, id)
	return list, err
}

// FindOriginal finds the article that was read from a file with this hash (lower-case hex), or returns "". One that is in
// the lists comes before one that was removed.
func (d *DB) FindOriginal(ctx context.Context, originalSHA256 string) (id string, removed bool, err error) {
	err = d.do(ctx, "look for an article in", func(conn *sql.Conn) error {
		id, removed = "", false
		err := conn.QueryRowContext(ctx, `SELECT id, removed_at IS NOT NULL FROM article WHERE original_sha256 = ?
			ORDER BY removed_at IS NOT NULL, imported_at, id LIMIT 1`, originalSHA256).Scan(&id, &removed)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return id, removed, err
}

// Annotations reads the annotations of one article, in text order (first start, then the longer one, then id), and every
// link that leads from or to one of them, by id.
func (d *DB) Annotations(ctx context.Context, articleID string) ([]annotation.Annotation, []annotation.Link, error) {
	var list []annotation.Annotation
	var links []annotation.Link
	err := d.do(ctx, "read annotations of", func(conn *sql.Conn) (err error) {
		if list, err = readAnnotations(ctx, conn, articleID); err != nil {
			return err
		}
		links, err = readLinks(ctx, conn, articleID)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return list, links, nil
}

func readAnnotations(ctx context.Context, q querier, articleID string) ([]annotation.Annotation, error) {
	list, err := annotationRows(ctx, q, articleID)
	if err != nil {
		return nil, err
	}
	// Both lists come by id, so that one walk joins them.
	i := 0
	err = each(ctx, q, func(rows *sql.Rows) error {
		var id string
		var s annotation.Span
		if err := rows.Scan(&id, &s.Start, &s.End, &s.Quote); err != nil {
			return err
		}
		for i < len(list) && list[i].ID < id {
			i++
		}
		if i < len(list) && list[i].ID == id {
			list[i].Spans = append(list[i].Spans, s)
		}
		return nil
	}, `SELECT s.annotation_id, s.start, s."end", s.quote FROM annotation a JOIN span s ON s.annotation_id = a.id
		WHERE a.article_id = ? ORDER BY s.annotation_id, s.ordinal`, articleID)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, inTextOrder)
	return list, nil
}

// annotationColumns are what scanAnnotation reads.
const annotationColumns = `a.id, a.article_id, a.tag, a.status, coalesce((SELECT name FROM source WHERE id = a.source_id), ''),
	a.cue_start, a.cue_end, a.cue_quote, a.created_at, a.created_by, a.updated_at, a.quote, a.note`

func annotationRows(ctx context.Context, q querier, articleID string) ([]annotation.Annotation, error) {
	var list []annotation.Annotation
	err := each(ctx, q, func(rows *sql.Rows) error {
		a, err := scanAnnotation(rows)
		list = append(list, a)
		return err
	}, `SELECT `+annotationColumns+` FROM annotation a WHERE a.article_id = ? ORDER BY a.id`, articleID)
	return list, err
}

func scanAnnotation(rows *sql.Rows) (annotation.Annotation, error) {
	var a annotation.Annotation
	var cueStart, cueEnd sql.NullInt64
	var cueQuote sql.NullString
	var created, updated string
	err := rows.Scan(&a.ID, &a.ArticleID, &a.Tag, &a.Status, &a.Source, &cueStart, &cueEnd, &cueQuote, &created, &a.CreatedBy,
		&updated, &a.Quote, &a.Note)
	if cueStart.Valid {
		a.Cue = &annotation.Span{Start: int(cueStart.Int64), End: int(cueEnd.Int64), Quote: cueQuote.String}
	}
	a.CreatedAt, a.UpdatedAt = parseTime(created), parseTime(updated)
	return a, err
}

func inTextOrder(a, b annotation.Annotation) int {
	if len(a.Spans) == 0 || len(b.Spans) == 0 {
		return len(b.Spans) - len(a.Spans)
	}
	last := func(x annotation.Annotation) int { return x.Spans[len(x.Spans)-1].End }
	switch {
	case a.Spans[0].Start != b.Spans[0].Start:
		return a.Spans[0].Start - b.Spans[0].Start
	case last(a) != last(b):
		return last(b) - last(a)
	case a.ID < b.ID:
		return -1
	case a.ID > b.ID:
		return 1
	}
	return 0
}

func readLinks(ctx context.Context, q querier, articleID string) ([]annotation.Link, error) {
	var links []annotation.Link
	err := each(ctx, q, func(rows *sql.Rows) error {
		var l annotation.Link
		err := rows.Scan(&l.ID, &l.Kind, &l.From, &l.To)
		links = append(links, l)
		return err
	}, `SELECT l.id, l.kind, l.from_id, l.to_id FROM link l JOIN annotation a ON a.id = l.from_id WHERE a.article_id = ?1
		UNION SELECT l.id, l.kind, l.from_id, l.to_id FROM link l JOIN annotation a ON a.id = l.to_id WHERE a.article_id = ?1
		ORDER BY 1`, articleID)
	return links, err
}

// Sources lists the names of all sources that annotations have, in alphabetical order of their bytes.
func (d *DB) Sources(ctx context.Context) ([]string, error) {
	return d.column(ctx, "list sources of", `SELECT name FROM source ORDER BY name`)
}

// column runs a query of one column of text.
func (d *DB) column(ctx context.Context, operation, query string, args ...any) ([]string, error) {
	var list []string
	err := d.do(ctx, operation, func(conn *sql.Conn) (err error) {
		list, err = column(ctx, conn, query, args...)
		return err
	})
	return list, err
}

// column runs a query of one column of text.
func column(ctx context.Context, q querier, query string, args ...any) ([]string, error) {
	var list []string
	err := each(ctx, q, func(rows *sql.Rows) error {
		var cell string
		err := rows.Scan(&cell)
		list = append(list, cell)
		return err
	}, query, args...)
	return list, err
}

// each runs a query and calls f for every row.
func each(ctx context.Context, q querier, f func(*sql.Rows) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// parseTime reads a time of the file. A time that was damaged must not make the rest unreadable: it comes back as zero,
// and Check reports it.
func parseTime(s string) time.Time {
	t, _ := annotation.ParseTime(s)
	return t
}
