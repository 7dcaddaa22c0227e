package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
)

// UsedIDs finds which of the ids are those of an annotation or a link of the project, whatever article it belongs to and
// whether that article was removed or not.
func (d *DB) UsedIDs(ctx context.Context, ids []string) (map[string]bool, error) {
	var used map[string]bool
	err := d.do(ctx, "look for ids in", func(conn *sql.Conn) error {
		used = map[string]bool{}
		for some := range slices.Chunk(ids, 1000) {
			list, err := json.Marshal(some)
			if err != nil {
				return err
			}
			err = each(ctx, conn, func(rows *sql.Rows) error {
				var id string
				err := rows.Scan(&id)
				used[id] = true
				return err
			}, `SELECT id FROM annotation WHERE id IN (SELECT value FROM json_each(?1))
				UNION ALL SELECT id FROM link WHERE id IN (SELECT value FROM json_each(?1))`, string(list))
			if err != nil {
				return err
			}
		}
		return nil
	})
	return used, err
}

// CountChanges counts the changes in the history of the articles, or of the whole project without any articles.
func (d *DB) CountChanges(ctx context.Context, articleIDs []string) (int, error) {
	n := 0
	err := d.do(ctx, "count changes of", func(conn *sql.Conn) error {
		if len(articleIDs) == 0 {
			return conn.QueryRowContext(ctx, `SELECT count(*) FROM change`).Scan(&n)
		}
		list, err := json.Marshal(articleIDs)
		if err != nil {
			return err
		}
		return conn.QueryRowContext(ctx, `SELECT count(*) FROM change WHERE article_id IN (SELECT value FROM json_each(?))`,
			string(list)).Scan(&n)
	})
	return n, err
}
