package db_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/app/annotation"
	"galley/db"
)

// Before a schema is released: go test ./db -run TestEveryReleasedSchema -update
var update = flag.Bool("update", false, "make the golden file of the newest schema anew")

func goldenName(schema int) string {
	return filepath.Join("testdata", fmt.Sprintf("schema-%04d.galley", schema))
}

// A project of every schema that was ever released opens, and after the migrations it is like a new one. This also notices
// when a released migration is edited.
func TestEveryReleasedSchemaOpens(t *testing.T) {
	if *update {
		makeGolden(t)
	}
	fresh, _ := project(t, db.Options{})
	fresh.Close()
	want := schemaOf(t, fresh.Path())
	for schema := 1; schema <= db.SchemaVersion(); schema++ {
		data, err := os.ReadFile(goldenName(schema))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "old.galley")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		d := open(t, path, db.Options{Backups: t.TempDir()})
		list, err := d.Articles(ctx)
		if err != nil || len(list) != 1 || list[0].Counts[annotation.Denial] != 1 {
			t.Fatalf("schema %d: %+v, %v", schema, list, err)
		}
		got := annotations(t, d, list[0].ID)
		if len(got) != 2 || got[0].Quote != "denied responsibility" || got[0].Source != "US-led coalition" {
			t.Errorf("schema %d: %+v", schema, got)
		}
		sound(t, d)
		d.Close()
		if diff := cmp.Diff(want, schemaOf(t, path)); diff != "" {
			t.Errorf("schema %d: %s", schema, diff)
		}
	}
}

func makeGolden(t *testing.T) {
	d, a := project(t, db.Options{Version: "golden"})
	denial, claim := quoted(a, annotation.Denial, "denied responsibility"), quoted(a, annotation.Claim, "36 of its fighters had been killed")
	denial.Source = "US-led coalition"
	link := &annotation.Link{ID: annotation.NewID(), Kind: annotation.Denies, From: denial.ID, To: claim.ID}
	apply(t, d, db.Batch{Changes: gesture("mark", none, ofAnnotation(denial), none, ofAnnotation(claim), none, ofLink(link))})
	os.Remove(goldenName(db.SchemaVersion()))
	if err := d.SaveCopy(ctx, goldenName(db.SchemaVersion()), false); err != nil {
		t.Fatal(err)
	}
}

// schemaOf is the SQL of everything in a closed project, by name.
func schemaOf(t *testing.T, path string) map[string]string {
	t.Helper()
	rows, err := raw(t, path).Query(`SELECT name, coalesce(sql, '') FROM sqlite_schema`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	all := map[string]string{}
	for rows.Next() {
		var name, sql string
		if err := rows.Scan(&name, &sql); err != nil {
			t.Fatal(err)
		}
		all[name] = sql
	}
	return all
}
