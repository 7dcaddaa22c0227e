package db

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"galley/app/annotation"
)

// The kinds of thing a change is of, as the column change.kind has them.
const (
	kindAnnotation = "annotation"
	kindLink       = "link"
	kindArticle    = "article"
)

var errShapeless = fmt.Errorf("%w: before and after are not of the same one thing", ErrConflict)

// apply writes one change: the state after it, and its row in the history.
func (w *writer) apply(c *annotation.Change) error {
	subject, articleID, err := w.put(c)
	if err != nil {
		return err
	}
	before, err := stateJSON(c.Before)
	if err != nil {
		return err
	}
	after, err := stateJSON(c.After)
	if err != nil {
		return err
	}
	return w.changes.add(w.ctx, c.ID, annotation.FormatTime(c.At), c.By, c.Gesture, c.Name, string(c.Role), c.Of,
		kindOf(c), subject, articleID, before, after)
}

func kindOf(c *annotation.Change) string {
	switch {
	case c.Before.Annotation != nil || c.After.Annotation != nil:
		return kindAnnotation
	case c.Before.Link != nil || c.After.Link != nil:
		return kindLink
	case c.Before.Article != nil || c.After.Article != nil:
		return kindArticle
	}
	return ""
}

// put writes the state after c and returns which thing it is and to which article it belongs.
func (w *writer) put(c *annotation.Change) (subject, articleID string, err error) {
	if things(c.Before) > 1 || things(c.After) > 1 {
		return "", "", errShapeless
	}
	switch kindOf(c) {
	case kindAnnotation:
		return w.putAnnotation(c.Before.Annotation, c.After.Annotation)
	case kindLink:
		return w.putLink(c.Before.Link, c.After.Link)
	case kindArticle:
		return w.putArticle(c)
	}
	return "", "", errShapeless
}

func things(s annotation.State) int {
	n := 0
	for _, set := range []bool{s.Annotation != nil, s.Link != nil, s.Article != nil} {
		if set {
			n++
		}
	}
	return n
}

func (w *writer) putAnnotation(before, after *annotation.Annotation) (subject, articleID string, err error) {
	some := after
	if after == nil {
		some = before
	}
	if before != nil && after != nil && (before.ID != after.ID || before.ArticleID != after.ArticleID) {
		return "", "", errShapeless
	}
	if w.fresh[some.ID] {
		if err := w.flush(); err != nil {
			return "", "", err
		}
	}
	if before != nil && before.Source != "" && (after == nil || after.Source != before.Source) {
		w.left[before.Source] = true
	}
	switch {
	case before == nil:
		err = w.insertAnnotation(after)
	case after == nil:
		w.deleted[before.ID] = before.ArticleID
		err = w.one(w.tx.ExecContext(w.ctx, `DELETE FROM annotation WHERE id = ? AND article_id = ?`, before.ID, before.ArticleID))
	default:
		err = w.updateAnnotation(after)
	}
	if err == nil {
		err = w.indexNote(before, after)
	}
	return some.ID, some.ArticleID, err
}

func (w *writer) insertAnnotation(a *annotation.Annotation) error {
	source, err := w.source(a.Source)
	if err != nil {
		return err
	}
	start, end, quote := cue(a)
	err = w.annotations.add(w.ctx, a.ID, a.ArticleID, string(a.Tag), string(a.Status), source, start, end, quote,
		annotation.FormatTime(a.CreatedAt), a.CreatedBy, annotation.FormatTime(a.UpdatedAt), a.Quote, a.Note)
	if err != nil {
		return err
	}
	w.fresh[a.ID] = true
	return w.addSpans(a)
}

func (w *writer) addSpans(a *annotation.Annotation) error {
	for i, s := range a.Spans {
		// A span refers to its annotation, so those that wait are written first.
		if len(w.spans.args) == (chunkRows-1)*w.spans.width {
			if err := w.annotations.flush(w.ctx); err != nil {
				return err
			}
		}
		if err := w.spans.add(w.ctx, a.ID, i, a.ArticleID, s.Start, s.End, s.Quote); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) updateAnnotation(a *annotation.Annotation) error {
	source, err := w.source(a.Source)
	if err != nil {
		return err
	}
	start, end, quote := cue(a)
	err = w.one(w.tx.ExecContext(w.ctx, `UPDATE annotation SET tag = ?, status = ?, source_id = ?, cue_start = ?, cue_end = ?,
		cue_quote = ?, created_at = ?, created_by = ?, updated_at = ?, quote = ?, note = ? WHERE id = ? AND article_id = ?`,
		string(a.Tag), string(a.Status), source, start, end, quote, annotation.FormatTime(a.CreatedAt), a.CreatedBy,
		annotation.FormatTime(a.UpdatedAt), a.Quote, a.Note, a.ID, a.ArticleID))
	if err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(w.ctx, `DELETE FROM span WHERE annotation_id = ?`, a.ID); err != nil {
		return err
	}
	w.fresh[a.ID] = true
	return w.addSpans(a)
}

// cue is the three columns of a cue.
func cue(a *annotation.Annotation) (start, end, quote any) {
	if a.Cue == nil {
		return nil, nil, nil
	}
	return a.Cue.Start, a.Cue.End, a.Cue.Quote
}

// source is the id of the source of that name, which is made if there is none, or nil for no name.
func (w *writer) source(name string) (any, error) {
	if name == "" {
		return nil, nil
	}
	if id, ok := w.sources[name]; ok {
		return id, nil
	}
	_, err := w.tx.ExecContext(w.ctx, `INSERT INTO source (id, name) VALUES (?, ?) ON CONFLICT (name) DO NOTHING`, annotation.NewID(), name)
	if err != nil {
		return nil, err
	}
	var id string
	err = w.tx.QueryRowContext(w.ctx, `SELECT id FROM source WHERE name = ?`, name).Scan(&id)
	w.sources[name] = id
	return id, err
}

func (w *writer) putLink(before, after *annotation.Link) (subject, articleID string, err error) {
	some := after
	if after == nil {
		some = before
	}
	if before != nil && after != nil && before.ID != after.ID {
		return "", "", errShapeless
	}
	if err := w.flush(); err != nil {
		return "", "", err
	}
	articleID, err = w.articleOf(some.From)
	if err != nil {
		return "", "", err
	}
	switch {
	case before == nil:
		_, err = w.tx.ExecContext(w.ctx, `INSERT INTO link (id, kind, from_id, to_id) VALUES (?, ?, ?, ?)`,
			after.ID, string(after.Kind), after.From, after.To)
	case after == nil:
		err = w.one(w.tx.ExecContext(w.ctx, `DELETE FROM link WHERE id = ?`, before.ID))
	default:
		err = w.one(w.tx.ExecContext(w.ctx, `UPDATE link SET kind = ?, from_id = ?, to_id = ? WHERE id = ?`,
			string(after.Kind), after.From, after.To, after.ID))
	}
	return some.ID, articleID, err
}

// articleOf is the article an annotation belongs to, also of one that was deleted earlier in the same batch.
func (w *writer) articleOf(annotationID string) (string, error) {
	if id, ok := w.deleted[annotationID]; ok {
		return id, nil
	}
	var id string
	err := w.tx.QueryRowContext(w.ctx, `SELECT article_id FROM annotation WHERE id = ?`, annotationID).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%w: the link leads from an annotation that is not there", ErrConflict)
	}
	return id, err
}

func (w *writer) putArticle(c *annotation.Change) (subject, articleID string, err error) {
	before, after := c.Before.Article, c.After.Article
	if after == nil {
		return before.ID, before.ID, w.one(w.tx.ExecContext(w.ctx,
			`UPDATE article SET removed_at = ? WHERE id = ? AND removed_at IS NULL`, annotation.FormatTime(c.At), before.ID))
	}
	if before != nil && before.ID != after.ID {
		return "", "", errShapeless
	}
	if stored, ok := w.added[after.ID]; ok {
		delete(w.added, after.ID)
		if before == nil && reflect.DeepEqual(stored, after.Metadata) {
			return after.ID, after.ID, nil // it was written as it is with its text
		}
	}
	m := after.Metadata
	if err := w.reindexHead(after.ID, m); err != nil {
		return "", "", err
	}
	err = w.one(w.tx.ExecContext(w.ctx, `UPDATE article SET title = ?, publisher = ?, byline = ?, dateline = ?, url = ?,
		published = ?, language = ?, status = ?, removed_at = NULL WHERE id = ? AND (removed_at IS NULL OR ?)`,
		m.Title, m.Publisher, m.Byline, m.Dateline, m.URL, m.Published, m.Language, string(m.Status), after.ID, before == nil))
	if err != nil {
		return "", "", err
	}
	if _, err := w.tx.ExecContext(w.ctx, `DELETE FROM passage WHERE article_id = ?`, after.ID); err != nil {
		return "", "", err
	}
	return after.ID, after.ID, w.putPassages(after.ID, m.Passages)
}

// one turns a statement that met no row into ErrConflict.
func (w *writer) one(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n != 1 {
		err = fmt.Errorf("%w: what it changes is not there", ErrConflict)
	}
	return err
}

// stateJSON is what the columns before and after hold: the JSON of the thing itself, nil (NULL) if it is not there.
func stateJSON(s annotation.State) (any, error) {
	var thing any
	switch {
	case s.Annotation != nil:
		thing = s.Annotation
	case s.Link != nil:
		thing = s.Link
	case s.Article != nil:
		thing = s.Article
	default:
		return nil, nil
	}
	var buf bytes.Buffer
	encoder := json.NewEncoder(&buf)
	encoder.SetEscapeHTML(false) // people read it
	if err := encoder.Encode(thing); err != nil {
		return nil, err
	}
	return string(bytes.TrimSuffix(buf.Bytes(), []byte("\n"))), nil
}

// stateFrom reads what stateJSON wrote.
func stateFrom(kind string, data sql.NullString) (annotation.State, error) {
	var s annotation.State
	if !data.Valid {
		return s, nil
	}
	var err error
	switch kind {
	case kindAnnotation:
		s.Annotation = new(annotation.Annotation)
		err = json.Unmarshal([]byte(data.String), s.Annotation)
	case kindLink:
		s.Link = new(annotation.Link)
		err = json.Unmarshal([]byte(data.String), s.Link)
	case kindArticle:
		s.Article = new(annotation.ArticleState)
		err = json.Unmarshal([]byte(data.String), s.Article)
	default:
		err = fmt.Errorf("a change of %q", kind)
	}
	return s, err
}
