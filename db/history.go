package db

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"galley/app/annotation"
)

// Gestures lists the newest gestures of the history, at most limit, oldest first. It does not read what they changed.
func (d *DB) Gestures(ctx context.Context, limit int) ([]annotation.GestureRef, error) {
	var list []annotation.GestureRef
	err := d.do(ctx, "read history of", func(conn *sql.Conn) (err error) {
		list, err = gestures(ctx, conn, limit)
		return err
	})
	return list, err
}

// gestures jumps from gesture to gesture by the index, whatever the number of changes in each.
func gestures(ctx context.Context, conn *sql.Conn, limit int) ([]annotation.GestureRef, error) {
	var list []annotation.GestureRef
	seen := map[string]bool{}
	below := int64(1) << 62
	for len(list) < limit {
		var g annotation.GestureRef
		var seq int64
		err := conn.QueryRowContext(ctx, `SELECT seq, gesture, name, role, of FROM change WHERE seq < ? ORDER BY seq DESC LIMIT 1`,
			below).Scan(&seq, &g.ID, &g.Name, &g.Role, &g.Of)
		if errors.Is(err, sql.ErrNoRows) {
			break
		}
		if err != nil {
			return nil, err
		}
		first, articles, err := gestureArticles(ctx, conn, g.ID)
		if err != nil {
			return nil, err
		}
		g.ArticleIDs = articles
		if !seen[g.ID] {
			seen[g.ID] = true
			list = append(list, g)
		}
		below = min(first, seq)
	}
	slices.Reverse(list)
	return list, nil
}

// gestureArticles finds the articles a gesture touched, in the order it did, and the number of its first change.
func gestureArticles(ctx context.Context, conn *sql.Conn, gesture string) (first int64, ids []string, err error) {
	type place struct {
		seq int64
		id  string
	}
	var places []place
	last := ""
	for {
		var p place
		err := conn.QueryRowContext(ctx, `SELECT article_id, seq FROM change WHERE gesture = ? AND article_id > ?
			ORDER BY article_id, seq LIMIT 1`, gesture, last).Scan(&p.id, &p.seq)
		if errors.Is(err, sql.ErrNoRows) {
			break
		}
		if err != nil {
			return 0, nil, err
		}
		places = append(places, p)
		last = p.id
	}
	slices.SortFunc(places, func(a, b place) int { return int(a.seq - b.seq) })
	for _, p := range places {
		ids = append(ids, p.id)
	}
	if len(places) > 0 {
		first = places[0].seq
	}
	return first, ids, nil
}

// GestureChanges reads the changes of one gesture in their order. ErrNotFound is not reported: there are none then.
func (d *DB) GestureChanges(ctx context.Context, gesture string) ([]annotation.Change, error) {
	var list []annotation.Change
	err := d.do(ctx, "read history of", func(conn *sql.Conn) error {
		list = nil
		return each(ctx, conn, func(rows *sql.Rows) error {
			c, err := scanChange(rows)
			list = append(list, c)
			return err
		}, `SELECT id, at, by, gesture, name, role, of, kind, before, after FROM change WHERE gesture = ? ORDER BY seq`, gesture)
	})
	return list, err
}

func scanChange(rows *sql.Rows) (annotation.Change, error) {
	var c annotation.Change
	var at, kind string
	var before, after sql.NullString
	err := rows.Scan(&c.ID, &at, &c.By, &c.Gesture, &c.Name, &c.Role, &c.Of, &kind, &before, &after)
	if err != nil {
		return c, err
	}
	c.At = parseTime(at)
	if c.Before, err = stateFrom(kind, before); err != nil {
		return c, err
	}
	c.After, err = stateFrom(kind, after)
	return c, err
}
