package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migration is one numbered step of the schema; the steps are 1, 2, 3 … without gaps.
type migration struct {
	number int
	name   string
	sql    string
}

// migrations is the schema this program knows. Tests add steps.
var migrations = must(readMigrations(migrationFiles))

// SchemaVersion is the number of the newest schema this program knows, user_version in the file.
func SchemaVersion() int { return len(migrations) }

func must(m []migration, err error) []migration {
	if err != nil {
		panic(err)
	}
	return m
}

func readMigrations(files fs.FS) ([]migration, error) {
	names, err := fs.Glob(files, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var list []migration
	for i, name := range names {
		number, _, _ := strings.Cut(path.Base(name), "_")
		if n, err := strconv.Atoi(number); err != nil || n != i+1 {
			return nil, fmt.Errorf("migration %s: should have the number %d", name, i+1)
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		list = append(list, migration{i + 1, path.Base(name), string(data)})
	}
	return list, nil
}

// migrate takes the given steps, each in one transaction together with its number:
// killed at any moment, the file is of the old schema or of the new one. What is counted and hashed before a step must be
// the same after it, else the step is taken back.
func migrate(ctx context.Context, conn *sql.Conn, steps []migration, version string) error {
	for _, m := range steps {
		if err := migrateOne(ctx, conn, m, version); err != nil {
			return fmt.Errorf("migration %s: %w", m.name, err)
		}
	}
	return nil
}

func migrateOne(ctx context.Context, conn *sql.Conn, m migration, version string) error {
	tx, err := begin(ctx, conn)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var before string
	if m.number > 1 {
		if before, err = fingerprint(ctx, tx); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, m.sql); err != nil {
		return err
	}
	if m.number > 1 {
		after, err := fingerprint(ctx, tx)
		if err != nil {
			return err
		}
		if before != after {
			return fmt.Errorf("%w: it would change the content (%s, %s)", ErrConflict, before, after)
		}
		if _, err := tx.ExecContext(ctx, `UPDATE meta SET app = ?`, version); err != nil {
			return err
		}
	}
	if err := foreignKeys(ctx, tx); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "PRAGMA user_version = "+strconv.Itoa(m.number)); err != nil {
		return err
	}
	return tx.Commit()
}

// querier is a connection or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// fingerprint sums up what a migration must not change: the texts, the annotations with their quotes, the history.
func fingerprint(ctx context.Context, q querier) (string, error) {
	sum := sha256.New()
	for _, query := range []string{
		`SELECT id || ' ' || text FROM article ORDER BY id`,
		`SELECT annotation_id || ' ' || start || ' ' || "end" || ' ' || quote FROM span ORDER BY annotation_id, ordinal`,
		`SELECT id || ' ' || quote || ' ' || note FROM annotation ORDER BY id`,
		`SELECT id FROM change ORDER BY seq`,
	} {
		rows, err := q.QueryContext(ctx, query)
		if err != nil {
			return "", err
		}
		for rows.Next() {
			var line sql.RawBytes
			if err := rows.Scan(&line); err != nil {
				rows.Close()
				return "", err
			}
			sum.Write(line)
			sum.Write([]byte{0})
		}
		if err := rows.Err(); err != nil {
			return "", err
		}
		rows.Close()
		sum.Write([]byte{1})
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func foreignKeys(ctx context.Context, q querier) error {
	rows, err := q.QueryContext(ctx, `PRAGMA foreign_key_check`)
	if err != nil {
		return err
	}
	defer rows.Close()
	if rows.Next() {
		return fmt.Errorf("%w: a row refers to a row that is not there", ErrConflict)
	}
	return rows.Err()
}
