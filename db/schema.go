package db

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// A project may come from anyone. What stands in place of a table of ours could make a query run for ever, and a trigger
// that is not ours could change what we write: so the schema is looked at before it is used. What others added beside it
// is left alone.

// shape is what a schema has: the columns of each table with their types, and the triggers' SQL.
type shape struct {
	tables   map[string]map[string]string
	triggers map[string]string
	odd      map[string]string // what has the name of a table without being an ordinary one, and what it is
}

// shapeOf reads the schema of a database. It runs nothing that the database brings along.
func shapeOf(ctx context.Context, q querier) (shape, error) {
	s := shape{tables: map[string]map[string]string{}, triggers: map[string]string{}, odd: map[string]string{}}
	err := each(ctx, q, func(rows *sql.Rows) error {
		var name, kind string
		var strict bool
		if err := rows.Scan(&name, &kind, &strict); err != nil {
			return err
		}
		s.tables[name] = map[string]string{}
		if kind != "table" || !strict {
			s.odd[name] = kind
		}
		return nil
	}, `SELECT name, type, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'`)
	if err != nil {
		return s, err
	}
	for name, columns := range s.tables {
		err := each(ctx, q, func(rows *sql.Rows) error {
			var column, kind string
			var hidden int
			if err := rows.Scan(&column, &kind, &hidden); err != nil {
				return err
			}
			if hidden != 0 && s.odd[name] == "" {
				s.odd[name] = "table with generated columns"
			}
			columns[column] = kind
			return nil
		}, `SELECT name, type, hidden FROM pragma_table_xinfo(?)`, name)
		if err != nil {
			return s, err
		}
	}
	return s, each(ctx, q, func(rows *sql.Rows) error {
		var name, text, kind string
		if err := rows.Scan(&name, &text, &kind); err != nil {
			return err
		}
		text = strings.Join(strings.Fields(text), " ")
		if kind == "trigger" {
			s.triggers[name] = text
		} else if s.odd[name] == "virtual" { // what it does stands in its declaration
			s.odd[name] = text
		}
		return nil
	}, `SELECT name, coalesce(sql, ''), type FROM sqlite_schema WHERE type IN ('trigger', 'table')`)
}

// shapes remembers what known found, by the SQL of the migrations.
var shapes sync.Map

// known is the shape of a new project of that schema number. It is shared and must not be changed.
func known(ctx context.Context, schema int) (shape, error) {
	var all strings.Builder
	for _, m := range migrations[:schema] {
		all.WriteString(m.sql)
	}
	if s, ok := shapes.Load(all.String()); ok {
		return s.(shape), nil
	}
	s, err := makeShape(ctx, schema)
	if err == nil {
		shapes.Store(all.String(), s)
	}
	return s, err
}

func makeShape(ctx context.Context, schema int) (shape, error) {
	pool, err := sql.Open("sqlite", "file::memory:")
	if err != nil {
		return shape{}, err
	}
	defer pool.Close()
	conn, err := pool.Conn(ctx)
	if err != nil {
		return shape{}, err
	}
	defer conn.Close()
	for _, m := range migrations[:schema] {
		if _, err := conn.ExecContext(ctx, m.sql); err != nil {
			return shape{}, err
		}
	}
	return shapeOf(ctx, conn)
}

// ordinary refuses a file in which one of our tables is a view or anything else that would run as it is read.
func ordinary(ctx context.Context, q querier) error {
	found, err := shapeOf(ctx, q)
	if err != nil || len(found.odd) == 0 {
		return err
	}
	var schema int
	if err := q.QueryRowContext(ctx, `SELECT user_version FROM pragma_user_version`).Scan(&schema); err != nil {
		return err
	}
	ours, err := known(ctx, max(1, min(schema, SchemaVersion())))
	if err != nil {
		return err
	}
	for name, kind := range found.odd {
		if ours.tables[name] != nil && ours.odd[name] != kind {
			return &DamagedError{Problems: []string{fmt.Sprintf("%s is not the table it should be", name)}}
		}
	}
	return nil
}

// sameSchema refuses a file of a schema that we know if it lacks any of it, or, when it is to be written, has a trigger
// that is not ours.
func (d *DB) sameSchema(ctx context.Context, schema int) error {
	found, err := shapeOf(ctx, d.handle.conn)
	if err != nil {
		return err
	}
	ours, err := known(ctx, schema)
	if err != nil {
		return err
	}
	for _, table := range slices.Sorted(maps.Keys(ours.tables)) {
		columns := found.tables[table]
		if columns == nil {
			return &DamagedError{Problems: []string{fmt.Sprintf("the table %s is missing", table)}}
		}
		for column, kind := range ours.tables[table] {
			if columns[column] != kind {
				return &DamagedError{Problems: []string{fmt.Sprintf("the table %s is not what it should be", table)}}
			}
		}
	}
	if d.lock == nil {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(found.triggers)) {
		if found.triggers[name] != ours.triggers[name] {
			return &DamagedError{Problems: []string{fmt.Sprintf("the trigger %s was added or altered outside the program", name)}}
		}
	}
	return nil
}
