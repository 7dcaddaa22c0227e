package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"galley/app/annotation"
	"galley/app/article"
)

// Batch is what is saved together: all of it or nothing.
type Batch struct {
	Articles []*article.Article  // new ones, whose text and original are stored
	Changes  []annotation.Change // in order; those of one gesture stand together
}

// Apply writes a batch in one transaction: new articles, the state after each change, and the changes themselves. When it
// returns nil the batch survives a power cut. A change or article whose id is stored already is passed over, so that a
// batch can be tried again after an error that left its outcome open. ErrConflict: a change starts from something that is
// not there, or makes something that is; other errors: ErrReadOnly, ErrFull, ErrMoved, ErrBusy, ErrDamaged.
func (d *DB) Apply(ctx context.Context, b Batch) error {
	if len(b.Articles) == 0 && len(b.Changes) == 0 {
		return nil
	}
	return d.write(ctx, "save to", func(tx *sql.Tx) error {
		w := newWriter(ctx, tx)
		defer w.close()
		for _, a := range b.Articles {
			if err := w.addArticle(a); err != nil {
				return fmt.Errorf("article %s: %w", a.ID, err)
			}
		}
		stored, err := w.storedChanges(b.Changes)
		if err != nil {
			return err
		}
		for i := range b.Changes {
			c := &b.Changes[i]
			if stored[c.ID] {
				continue
			}
			stored[c.ID] = true
			if err := w.apply(c); err != nil {
				return fmt.Errorf("change %s: %w", c.ID, err)
			}
		}
		return w.finish()
	})
}

// writer holds what one Apply needs: rows to insert that are collected into long statements, and names seen.
type writer struct {
	ctx         context.Context
	tx          *sql.Tx
	annotations *inserter
	spans       *inserter
	changes     *inserter
	fresh       map[string]bool             // annotations of which something waits in the inserters
	added       map[string]article.Metadata // articles inserted by this batch
	sources     map[string]string           // id by name
	deleted     map[string]string           // article by annotation
	left        map[string]bool             // names of sources an annotation no longer has
	inIndex     map[string]bool             // whether an article is in the full-text index
	entries     []entry                     // what the full-text index is to hold
}

func newWriter(ctx context.Context, tx *sql.Tx) *writer {
	return &writer{
		ctx: ctx, tx: tx,
		annotations: newInserter(tx, `annotation (id, article_id, tag, status, source_id, cue_start, cue_end, cue_quote,
			created_at, created_by, updated_at, quote, note)`, 13),
		spans:   newInserter(tx, `span (annotation_id, ordinal, article_id, start, "end", quote)`, 6),
		changes: newInserter(tx, `change (id, at, by, gesture, name, role, of, kind, subject, article_id, before, after)`, 12),
		fresh:   map[string]bool{},
		added:   map[string]article.Metadata{},
		sources: map[string]string{},
		deleted: map[string]string{},
		left:    map[string]bool{},
		inIndex: map[string]bool{},
	}
}

func (w *writer) close() {
	w.annotations.close()
	w.spans.close()
	w.changes.close()
}

func (w *writer) finish() error {
	if err := w.flush(); err != nil {
		return err
	}
	if err := w.changes.flush(w.ctx); err != nil {
		return err
	}
	if err := w.writeIndex(); err != nil {
		return err
	}
	for name := range w.left {
		_, err := w.tx.ExecContext(w.ctx, `DELETE FROM source WHERE name = ?
			AND NOT EXISTS (SELECT 1 FROM annotation WHERE source_id = source.id)`, name)
		if err != nil {
			return err
		}
	}
	return nil
}

// flush writes the annotations that wait, and their spans.
func (w *writer) flush() error {
	if err := w.annotations.flush(w.ctx); err != nil {
		return err
	}
	clear(w.fresh)
	return w.spans.flush(w.ctx)
}

// storedChanges finds which of the changes are in the file already.
func (w *writer) storedChanges(changes []annotation.Change) (map[string]bool, error) {
	stored := map[string]bool{}
	for part := range slices.Chunk(changes, 500) {
		ids := make([]any, len(part))
		for i := range part {
			ids[i] = part[i].ID
		}
		err := each(w.ctx, w.tx, func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			stored[id] = true
			return err
		}, `SELECT id FROM change WHERE id IN (?`+strings.Repeat(`,?`, len(ids)-1)+`)`, ids...)
		if err != nil {
			return nil, err
		}
	}
	return stored, nil
}

func (w *writer) addArticle(a *article.Article) error {
	if sum := hexSum([]byte(a.Text)); sum != a.SHA256 {
		return fmt.Errorf("%w: the text has the hash %s, not %s", ErrConflict, sum, a.SHA256)
	}
	if sum := hexSum(a.Original); sum != a.OriginalSHA256 {
		return fmt.Errorf("%w: the original has the hash %s, not %s", ErrConflict, sum, a.OriginalSHA256)
	}
	original := a.Original
	if original == nil {
		original = []byte{} // nil would be NULL
	}
	result, err := w.tx.ExecContext(w.ctx, `INSERT INTO article (id, title, publisher, byline, dateline, url, published, language,
		status, sha256, original_sha256, media_type, file_name, encoding, replaced, imported_at, length, words, text, original)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
		a.ID, a.Title, a.Publisher, a.Byline, a.Dateline, a.URL, a.Published, a.Language, string(a.Status),
		a.SHA256, a.OriginalSHA256, a.MediaType, a.FileName, a.Encoding, a.Replaced, annotation.FormatTime(a.ImportedAt),
		utf8.RuneCountInString(a.Text), countWords(a.Text), a.Text, original)
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err != nil {
		return err
	}
	if n == 0 {
		return w.sameArticle(a)
	}
	w.added[a.ID], w.inIndex[a.ID] = a.Metadata, true
	if err := w.putPassages(a.ID, a.Passages); err != nil {
		return err
	}
	if err := w.addOrigin(a); err != nil {
		return err
	}
	w.indexArticle(a)
	return nil
}

// sameArticle is for an article whose id is stored already: by an earlier try, or else it is a conflict.
func (w *writer) sameArticle(a *article.Article) error {
	var sum, original string
	err := w.tx.QueryRowContext(w.ctx, `SELECT sha256, original_sha256 FROM article WHERE id = ?`, a.ID).Scan(&sum, &original)
	if err == nil && (sum != a.SHA256 || original != a.OriginalSHA256) {
		err = fmt.Errorf("%w: another article has its id", ErrConflict)
	}
	return err
}

func (w *writer) putPassages(id string, list []article.Passage) error {
	for i, p := range list {
		_, err := w.tx.ExecContext(w.ctx, `INSERT INTO passage (article_id, ordinal, kind, start, "end", of_start, of_end, kept)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, id, i, string(p.Kind), p.Start, p.End, p.OfStart, p.OfEnd, p.Kept)
		if err != nil {
			return err
		}
	}
	return nil
}

func hexSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func countWords(text string) int {
	n := 0
	for range strings.FieldsSeq(text) {
		n++
	}
	return n
}

// inserter collects rows and writes many with one statement, which is several times faster than one by one.
type inserter struct {
	tx    *sql.Tx
	into  string
	width int
	args  []any
	full  *sql.Stmt // for a whole chunk; prepared when the first one is full
}

// chunkRows keeps the number of variables below maxVariables for the widest table.
const chunkRows = 100

func newInserter(tx *sql.Tx, into string, width int) *inserter {
	return &inserter{tx: tx, into: into, width: width}
}

func (in *inserter) add(ctx context.Context, row ...any) error {
	in.args = append(in.args, row...)
	if len(in.args) < chunkRows*in.width {
		return nil
	}
	if in.full == nil {
		stmt, err := in.tx.PrepareContext(ctx, in.statement(chunkRows))
		if err != nil {
			return err
		}
		in.full = stmt
	}
	_, err := in.full.ExecContext(ctx, in.args...)
	in.args = in.args[:0]
	return err
}

func (in *inserter) flush(ctx context.Context) error {
	if len(in.args) == 0 {
		return nil
	}
	_, err := in.tx.ExecContext(ctx, in.statement(len(in.args)/in.width), in.args...)
	in.args = in.args[:0]
	return err
}

func (in *inserter) statement(rows int) string {
	row := "(?" + strings.Repeat(",?", in.width-1) + ")"
	return "INSERT INTO " + in.into + " VALUES " + row + strings.Repeat(","+row, rows-1)
}

func (in *inserter) close() {
	if in.full != nil {
		in.full.Close()
	}
}
