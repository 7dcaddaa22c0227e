package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"galley/app/annotation"
	"galley/app/article"
)

// Salvaged says what Salvage saved: so many of so many that are known of.
type Salvaged struct {
	Articles, ArticlesKnown       int
	Annotations, AnnotationsKnown int
	Links, LinksKnown             int
	Problems                      []Problem // what was lost, or came through altered
}

// Salvage reads everything that can still be read of the damaged project at path, from both ends of each table and from the
// history, and writes it to a new project at out, which must not exist. An annotation is saved only if every quote of it
// matches the text. The history itself does not come along, and the damaged file is not changed. The errors are ErrExists,
// ErrNotProject, ErrMissing, ErrFull, and ErrDamaged if not even the tables' names can be read.
func Salvage(ctx context.Context, path, out string, opt Options) (Salvaged, error) {
	report, err := salvageTo(ctx, path, out, opt)
	if err != nil {
		err = fmt.Errorf("salvage %s: %w", path, err)
	}
	return report, err
}

func salvageTo(ctx context.Context, path, out string, opt Options) (Salvaged, error) {
	real, err := realPath(path)
	if err != nil {
		return Salvaged{}, err
	}
	if _, err := inspect(real); err != nil && !errors.Is(err, ErrDamaged) {
		return Salvaged{}, err
	}
	h, err := connect(ctx, real, modeRead)
	if c := code(err) & 0xff; c == codeCorrupt || c == codeNotADB { // not even the names of the tables can be read
		return Salvaged{}, fmt.Errorf("%w: %w", &DamagedError{Problems: []string{err.Error()}}, err)
	}
	if err != nil {
		return Salvaged{}, translate(real, err)
	}
	defer h.close()
	if err := ordinary(ctx, h.conn); errors.Is(err, ErrDamaged) { // else what there is of the schema is tried
		return Salvaged{}, err
	}
	s := salvage{
		conn: h.conn, articles: map[string]*article.Article{}, texts: map[string]*article.Text{}, removed: map[string]bool{},
		annotations: map[string]*annotation.Annotation{}, spans: map[string]map[int]annotation.Span{},
		links: map[string]*annotation.Link{}, latest: map[string]annotation.State{}, seq: map[string]int64{},
	}
	if err := s.read(ctx); err != nil {
		return Salvaged{}, err
	}
	if len(s.articles) == 0 {
		return Salvaged{}, &DamagedError{Problems: []string{"no article can be read"}}
	}
	err = s.write(ctx, out, opt)
	return s.report, err
}

// salvage collects what is readable; the maps go by id.
type salvage struct {
	conn        *sql.Conn
	articles    map[string]*article.Article
	texts       map[string]*article.Text
	removed     map[string]bool
	annotations map[string]*annotation.Annotation
	spans       map[string]map[int]annotation.Span // by annotation and ordinal
	links       map[string]*annotation.Link
	latest      map[string]annotation.State // by "kind id", the state after the last readable change; empty: deleted
	seq         map[string]int64
	report      Salvaged
}

func (s *salvage) read(ctx context.Context) error {
	s.readArticles(ctx)
	s.sweep(ctx, `SELECT `+annotationColumns+` FROM annotation a`, "id", s.annotationRow)
	s.sweep(ctx, `SELECT annotation_id, ordinal, start, "end", quote FROM span`, "annotation_id", s.spanRow)
	s.sweep(ctx, `SELECT id, kind, from_id, to_id FROM link`, "id", s.linkRow)
	s.sweep(ctx, `SELECT seq, kind, subject, after FROM change`, "seq", s.changeRow)
	return ctx.Err()
}

// sweep reads a table from its first row until something can't be read, and from its last row back.
func (s *salvage) sweep(ctx context.Context, query, key string, row func(*sql.Rows) error) {
	for _, order := range []string{" ORDER BY " + key, " ORDER BY " + key + " DESC"} {
		err := each(ctx, s.conn, func(rows *sql.Rows) error {
			row(rows) // a row that makes no sense is passed over
			return nil
		}, query+order)
		if err == nil {
			return
		}
	}
}

func (s *salvage) readArticles(ctx context.Context) {
	removed := map[int64]bool{}
	s.sweep(ctx, `SELECT rowid, removed_at IS NOT NULL FROM article`, "rowid", func(rows *sql.Rows) error {
		var id int64
		var gone bool
		err := rows.Scan(&id, &gone)
		if err == nil {
			removed[id] = gone
		}
		return err
	})
	s.report.ArticlesKnown = len(removed)
	for _, rowid := range slices.Sorted(maps.Keys(removed)) {
		subject := fmt.Sprintf("article in row %d", rowid)
		a, err := articleWhere(ctx, s.conn, "original", "rowid = ?", rowid)
		if err != nil {
			if a, err = articleWhere(ctx, s.conn, "x''", "rowid = ?", rowid); err != nil {
				s.lost(subject, "it can't be read")
				continue
			}
			s.lost("article "+a.ID, "its original can't be read, its text can")
		}
		if err := readOrigin(ctx, s.conn, a); err != nil && ctx.Err() == nil { // a project of the first schema has none
			a.Hyperlinks = nil
		}
		s.repair(a)
		s.articles[a.ID], s.texts[a.ID], s.removed[a.ID] = a, article.NewText(a.Text), removed[rowid]
	}
	s.report.Articles = len(s.articles)
}

// repair makes the hashes and what the schema demands true again, and reports what was not.
func (s *salvage) repair(a *article.Article) {
	if hexSum([]byte(a.Text)) != a.SHA256 {
		s.lost("article "+a.ID, "its text was altered; what there is of it is kept")
		a.Text = strings.ReplaceAll(strings.ToValidUTF8(a.Text, "\ufffd"), "\x00", "\ufffd")
		a.SHA256 = hexSum([]byte(a.Text))
	}
	a.OriginalSHA256 = hexSum(a.Original)
	if !slices.Contains(article.Statuses, a.Status) {
		a.Status = article.StatusInProgress
	}
	length := utf8.RuneCountInString(a.Text)
	outside := func(l article.Hyperlink) bool { return l.Start < 0 || l.End <= l.Start || l.End > length }
	a.Hyperlinks = slices.DeleteFunc(a.Hyperlinks, outside)
	a.Passages = slices.DeleteFunc(a.Passages, func(p article.Passage) bool { return p.End > length || p.OfEnd > length })
}

func (s *salvage) annotationRow(rows *sql.Rows) error {
	a, err := scanAnnotation(rows)
	if err == nil {
		s.annotations[a.ID] = &a
	}
	return err
}

func (s *salvage) spanRow(rows *sql.Rows) error {
	var id string
	var ordinal int
	var span annotation.Span
	if err := rows.Scan(&id, &ordinal, &span.Start, &span.End, &span.Quote); err != nil {
		return err
	}
	if s.spans[id] == nil {
		s.spans[id] = map[int]annotation.Span{}
	}
	s.spans[id][ordinal] = span
	return nil
}

func (s *salvage) linkRow(rows *sql.Rows) error {
	var l annotation.Link
	err := rows.Scan(&l.ID, &l.Kind, &l.From, &l.To)
	if err == nil {
		s.links[l.ID] = &l
	}
	return err
}

func (s *salvage) changeRow(rows *sql.Rows) error {
	var seq int64
	var kind, subject string
	var after sql.NullString
	if err := rows.Scan(&seq, &kind, &subject, &after); err != nil {
		return err
	}
	state, err := stateFrom(kind, after)
	key := kind + " " + subject
	if err == nil && seq > s.seq[key] {
		s.latest[key], s.seq[key] = state, seq
	}
	return err
}

// settle decides for each annotation and link between its rows and its last change.
func (s *salvage) settle() (annotations []*annotation.Annotation, links []*annotation.Link) {
	for id, a := range s.annotations {
		a.Spans = nil
		for i := 0; i < len(s.spans[id]); i++ {
			a.Spans = append(a.Spans, s.spans[id][i])
		}
	}
	known := maps.Clone(s.annotations)
	for _, state := range s.latest {
		if a := state.Annotation; a != nil && known[a.ID] == nil {
			known[a.ID] = a
		}
	}
	s.report.AnnotationsKnown = len(known)
	saved := map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(known)) {
		a := s.best(known[id], s.latest[kindAnnotation+" "+id].Annotation)
		if a == nil {
			s.lost("annotation "+id, "its rows can't be read or do not fit the text")
			continue
		}
		saved[id] = true
		annotations = append(annotations, a)
	}
	for _, state := range s.latest {
		if l := state.Link; l != nil && s.links[l.ID] == nil {
			s.links[l.ID] = l
		}
	}
	s.report.LinksKnown = len(s.links)
	for _, id := range slices.Sorted(maps.Keys(s.links)) {
		l := s.links[id]
		if !saved[l.From] || !saved[l.To] || l.From == l.To || !slices.Contains(annotation.LinkKinds, l.Kind) {
			s.lost("link "+id, "an end of it is lost")
			continue
		}
		links = append(links, l)
	}
	s.report.Annotations, s.report.Links = len(annotations), len(links)
	return annotations, links
}

// best is the first of the candidates that fits the text of its article.
func (s *salvage) best(candidates ...*annotation.Annotation) *annotation.Annotation {
	for _, a := range candidates {
		if a != nil && s.texts[a.ArticleID] != nil && annotation.Validate(*a, s.texts[a.ArticleID]) == nil {
			return a
		}
	}
	return nil
}

func (s *salvage) lost(subject, why string) {
	s.report.Problems = append(s.report.Problems, Problem{subject, why})
}

// write makes the new project: out of sight, then in one step at its place.
func (s *salvage) write(ctx context.Context, out string, opt Options) error {
	folder, err := os.MkdirTemp(filepath.Dir(out), ".galley-new-*")
	if err != nil {
		return newFileError(err)
	}
	defer os.RemoveAll(folder)
	d, err := Create(ctx, filepath.Join(folder, "salvaged"), Options{Version: opt.Version, Now: opt.Now, User: opt.User})
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Apply(ctx, s.batch(opt)); err != nil {
		return err
	}
	return d.SaveCopy(ctx, out, false)
}

// batch is everything that was saved as one gesture, and the removal of what was removed before as another.
func (s *salvage) batch(opt Options) Batch {
	var b Batch
	annotations, links := s.settle()
	add := func(gesture string, before, after annotation.State) {
		b.Changes = append(b.Changes, annotation.Change{ID: annotation.NewID(), At: opt.now(), By: opt.User, Gesture: gesture,
			Name: "salvage", Role: annotation.Do, Before: before, After: after})
	}
	var none annotation.State
	saving, removing := annotation.NewID(), annotation.NewID()
	ids := slices.Sorted(maps.Keys(s.articles))
	for _, id := range ids {
		if s.articles[s.articles[id].VersionOf] == nil {
			s.articles[id].VersionOf = ""
		}
		b.Articles = append(b.Articles, s.articles[id])
		add(saving, none, articleState(s.articles[id]))
	}
	for _, a := range annotations {
		add(saving, none, annotation.State{Annotation: a})
	}
	for _, l := range links {
		add(saving, none, annotation.State{Link: l})
	}
	for _, id := range ids {
		if s.removed[id] {
			add(removing, articleState(s.articles[id]), none)
		}
	}
	return b
}

func articleState(a *article.Article) annotation.State {
	return annotation.State{Article: &annotation.ArticleState{ID: a.ID, Metadata: a.Metadata}}
}
