package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// readme is the README's text.
func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// blocks are the README's fenced blocks of one language.
func blocks(t *testing.T, language string) []string {
	t.Helper()
	fence := regexp.MustCompile("(?s)\n```" + language + "\n(.*?)```")
	var found []string
	for _, m := range fence.FindAllStringSubmatch(readme(t), -1) {
		found = append(found, m[1])
	}
	if len(found) == 0 {
		t.Fatalf("the README has no %s block any more", language)
	}
	return found
}

// TestTheReadmesExampleGoesInAndComesOutAsItStands imports the JSON of the README and exports it again: the same bytes, so
// the README shows what Galley writes. The SQL of the README is then asked of that project.
func TestTheReadmesExampleGoesInAndComesOutAsItStands(t *testing.T) {
	t.Parallel()
	p := newPerson(t)
	example := blocks(t, "json")[0]
	mustValidate(t, example)
	project, file := p.file("readme.galley"), p.file("example.json")
	if err := os.WriteFile(file, []byte(example), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, stderr, code := p.run("import", "--project", project, file); code != 0 {
		t.Fatalf("galley import ended with %d: %s%s", code, out, stderr)
	}
	out, stderr, code := p.run("export", "--project", project)
	if code != 0 {
		t.Fatalf("galley export ended with %d: %s", code, stderr)
	}
	if strings.TrimSpace(out) != strings.TrimSpace(example) {
		t.Errorf("the README's example comes out as\n%s", out)
	}

	queries := blocks(t, "sql")
	db := openCopy(t, project)
	var title, source, quote, context string
	if err := db.QueryRow(queries[0]).Scan(&title, &source, &quote, &context); err != nil {
		t.Fatalf("the README's first query: %v", err)
	}
	if title != "Truce" || source != "the coalition" || quote != "The coalition denied it" ||
		context != "36 were killed. The coalition denied it.\n" {
		t.Errorf("the README's first query finds %q, %q, %q, %q", title, source, quote, context)
	}
	var exceptions int
	if err := db.QueryRow(queries[1]).Scan(&exceptions); err != nil || exceptions != 0 {
		t.Errorf("the README's second query counts %d (%v)", exceptions, err)
	}
}

// TestTheReadmesTablesAndColumnsExist asks the project file for every column the README promises.
func TestTheReadmesTablesAndColumnsExist(t *testing.T) {
	t.Parallel()
	p := newPerson(t)
	project, file := p.file("readme.galley"), p.file("example.json")
	if err := os.WriteFile(file, []byte(blocks(t, "json")[0]), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, stderr, code := p.run("import", "--project", project, file); code != 0 {
		t.Fatalf("galley import ended with %d: %s%s", code, out, stderr)
	}
	db := openCopy(t, project)
	row := regexp.MustCompile("(?m)^\\| `([a-z]+)` \\| `([a-z0-9_, \"]+)`")
	promised := row.FindAllStringSubmatch(readme(t), -1)
	if len(promised) < 6 {
		t.Fatalf("the README promises the columns of %d tables, want at least six", len(promised))
	}
	for _, m := range promised {
		if _, err := db.Exec("SELECT " + m[2] + " FROM " + m[1]); err != nil {
			t.Errorf("table %s: %v", m[1], err)
		}
	}
}

// TestTheReadmesPicturesAndPathsExist follows the README's links into this repository.
func TestTheReadmesPicturesAndPathsExist(t *testing.T) {
	t.Parallel()
	link := regexp.MustCompile(`\]\(([^)#]+)\)`)
	for _, m := range link.FindAllStringSubmatch(readme(t), -1) {
		if strings.Contains(m[1], "://") {
			continue
		}
		if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(m[1]))); err != nil {
			t.Errorf("the README links to %s: %v", m[1], err)
		}
	}
}

// TestTheReadmesCommandsAreKnown asks for the help of each command the README lists and looks for the options there.
func TestTheReadmesCommandsAreKnown(t *testing.T) {
	t.Parallel()
	p := newPerson(t)
	line := regexp.MustCompile(`(?m)^galley( [a-z]+)?(.*)$`)
	option := regexp.MustCompile(`--[a-z]+`)
	lines := line.FindAllStringSubmatch(readme(t), -1)
	if len(lines) < 6 {
		t.Fatalf("the README lists %d command lines, want at least six", len(lines))
	}
	for _, m := range lines {
		args := append(strings.Fields(m[1]), "--help")
		if strings.TrimSpace(m[1]) == "help" {
			args = []string{"help"}
		}
		stdout, stderr, code := p.run(args...)
		if code != 0 || stderr != "" {
			t.Errorf("galley %s ended with %d: %s", strings.Join(args, " "), code, stderr)
		}
		for _, o := range option.FindAllString(m[2], -1) {
			if !strings.Contains(stdout, o) {
				t.Errorf("galley %s does not tell of %s", strings.Join(args, " "), o)
			}
		}
	}
	if _, _, code := p.run("--no-such-option"); code != 2 {
		t.Errorf("wrong usage ends with %d, the README says 2", code)
	}
	if _, _, code := p.run("check", "--project", p.file("none.galley")); code != 1 {
		t.Errorf("a failed command ends with %d, the README says 1", code)
	}
}
