package e2e

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	_ "modernc.org/sqlite"
)

// root is the module's folder: tests run in the folder of their package.
const root = "../../.."

// mark is an annotation as it stands in the project file.
type mark struct {
	tag        string
	start, end int
	quote      string
}

// marksIn reads the annotations of a project file, in text order, with nothing of Galley's own code. It reads a copy:
// what stands on the disk is what counts, and the program that has the file open is not disturbed.
func marksIn(t *testing.T, project string) []mark {
	t.Helper()
	db := openCopy(t, project)
	rows, err := db.Query(`SELECT a.tag, s.start, s."end", s.quote
		FROM annotation a JOIN span s ON s.annotation_id = a.id ORDER BY s.start, s."end"`)
	if err != nil {
		t.Fatalf("reading the project file: %v", err)
	}
	defer rows.Close()
	var marks []mark
	for rows.Next() {
		var m mark
		if err := rows.Scan(&m.tag, &m.start, &m.end, &m.quote); err != nil {
			t.Fatalf("reading the project file: %v", err)
		}
		marks = append(marks, m)
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("reading the project file: %v", err)
	}
	return marks
}

// openCopy copies a project file with its journal, as a crash would leave both, and opens the copy.
func openCopy(t *testing.T, project string) *sql.DB {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "copy.galley")
	// The journal first: a copy of it that is older than the file is not taken for one that must be rolled back.
	for _, suffix := range []string{"-journal", ""} {
		data, err := os.ReadFile(project + suffix)
		if os.IsNotExist(err) && suffix != "" {
			continue
		}
		if err == nil {
			err = os.WriteFile(path+suffix, data, 0o600)
		}
		if err != nil {
			t.Fatalf("copying the project file: %v", err)
		}
	}
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatalf("opening the copy of the project file: %v", err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// mustBeSound fails the test unless SQLite itself finds the project file whole, every reference in it pointing
// somewhere, and each quote equal to the text it was taken from.
func mustBeSound(t *testing.T, project string) {
	t.Helper()
	db := openCopy(t, project)
	var verdict string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("integrity_check says %q (%v)", verdict, err)
	}
	for what, query := range map[string]string{
		"broken references": "SELECT count(*) FROM pragma_foreign_key_check",
		"quotes that are not the text's": `SELECT count(*) FROM span s JOIN annotation a ON a.id = s.annotation_id
			JOIN article t ON t.id = a.article_id WHERE substr(t.text, s.start + 1, s."end" - s.start) <> s.quote`,
	} {
		var n int
		if err := db.QueryRow(query).Scan(&n); err != nil || n != 0 {
			t.Errorf("the project file has %d %s (%v)", n, what, err)
		}
	}
}

// mustValidate holds exported JSON against the schema that ships with Galley.
func mustValidate(t *testing.T, exported string) {
	t.Helper()
	schemaFile, err := os.Open(filepath.Join(root, "assets", "galley.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer schemaFile.Close()
	if err := validate(schemaFile, []byte(exported)); err != nil {
		t.Errorf("the exported JSON does not follow the schema: %v", err)
	}
}

func validate(schema io.Reader, document []byte) error {
	const name = "galley.schema.json"
	parsed, err := jsonschema.UnmarshalJSON(schema)
	if err != nil {
		return err
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource(name, parsed); err != nil {
		return err
	}
	compiled, err := compiler.Compile(name)
	if err != nil {
		return err
	}
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		return err
	}
	return compiled.Validate(instance)
}

// exported is as much of Galley's JSON as the tests look at.
type exported struct {
	OffsetUnit string `json:"offset_unit"`
	Articles   []struct {
		Title       string
		Text        string
		Annotations []struct {
			Tag   string
			Quote string
			Spans []struct{ Start, End int }
		}
	}
}

// marks are the exported annotations' first spans, with the words that stand there in the exported text.
func (e exported) marks(t *testing.T) []mark {
	t.Helper()
	var marks []mark
	for _, article := range e.Articles {
		text := []rune(article.Text)
		for _, a := range article.Annotations {
			for _, s := range a.Spans {
				marks = append(marks, mark{a.Tag, s.Start, s.End, string(text[s.Start:s.End])})
			}
		}
	}
	return marks
}

// decodeExport reads exported JSON.
func decodeExport(t *testing.T, text string) exported {
	t.Helper()
	var e exported
	if err := json.Unmarshal([]byte(text), &e); err != nil {
		t.Fatalf("the exported JSON can't be read: %v", err)
	}
	return e
}
