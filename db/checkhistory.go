package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"

	"galley/app/annotation"
)

// history is what the last change of each thing says it is now, as a hash of its JSON, by subject ("annotation ID").
// A damaged note or tag that no quote contradicts is found by it, and a row that vanished.
type history map[string][sha256.Size]byte

// read goes through all changes once.
func (h history) read(ctx context.Context, c *content) error {
	return each(ctx, c.conn, func(rows *sql.Rows) error {
		var id, kind, subject string
		var after sql.NullString
		if err := rows.Scan(&id, &kind, &subject, &after); err != nil {
			return err
		}
		key := kind + " " + subject
		if !after.Valid {
			delete(h, key)
			return nil
		}
		state, err := stateFrom(kind, after)
		if err != nil {
			c.report("change "+id, "can't be read: %v", err)
			return nil
		}
		h[key] = stateSum(state)
		return nil
	}, `SELECT id, kind, subject, after FROM change ORDER BY seq`)
}

// stateSum hashes what stateJSON writes. Both sides pass through the same types, so an older spelling is no difference.
func stateSum(s annotation.State) [sha256.Size]byte {
	if s.Article != nil && len(s.Article.Passages) == 0 {
		a := *s.Article
		a.Passages = nil
		s.Article = &a
	}
	text, err := stateJSON(s)
	if err != nil { // a time beyond the year 9999, in a damaged row
		return sha256.Sum256(fmt.Append(nil, s))
	}
	return sha256.Sum256(fmt.Append(nil, text))
}

// compare holds a thing that is stored against the history, and ticks it off there.
func (c *content) compare(subject string, s annotation.State) {
	if c.latest == nil {
		return
	}
	sum, ok := c.latest[subject]
	switch {
	case !ok && s.Article != nil: // removed, or imported by a batch without a change
	case !ok:
		c.report(subject, "is not in the history")
	case sum != stateSum(s):
		c.report(subject, "differs from its last change in the history")
	}
	delete(c.latest, subject)
}

// rest compares the links, and reports what the history has and the project has not.
func (c *content) rest(ctx context.Context) error {
	err := each(ctx, c.conn, func(rows *sql.Rows) error {
		var l annotation.Link
		if err := rows.Scan(&l.ID, &l.Kind, &l.From, &l.To); err != nil {
			return err
		}
		c.compare("link "+l.ID, annotation.State{Link: &l})
		return nil
	}, `SELECT id, kind, from_id, to_id FROM link`)
	if err != nil {
		return err
	}
	for subject := range c.latest {
		c.report(subject, "is in the history but not in the project")
	}
	return nil
}
