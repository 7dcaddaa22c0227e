package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// webPage is a page as a browser saves it: an article among what else there is on a page.
const webPage = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Grain ships leave Odessa - The Wire</title>
<link rel="canonical" href="https://wire.example/world/grain-ships"><meta name="author" content="Ana Lee">
<meta property="article:published_time" content="2026-11-20T08:00:00Z"><script>track()</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Grain ships leave Odessa</h1>
<p>Three ships with grain left the port of Odessa on Friday, the harbour authority said, the first in two weeks.</p>
<p>The ministry denied that the harbour had been closed. A spokesman said that storms alone had kept the ships away.</p>
<p>Traders in the city doubted this. Prices had risen by a fifth since the beginning of the month, they said.</p></article>
<aside>Subscribe to our newsletter for more news every morning</aside><footer>Cookies and terms</footer></body></html>`

// TestAWebPageIsDroppedMarkedAndFoundAgainBySearch is the way of a page that a browser saved: its article is drawn out, a
// sentence is marked, and a search in all articles leads back to it from another one.
func TestAWebPageIsDroppedMarkedAndFoundAgainBySearch(t *testing.T) {
	t.Parallel()
	s, p := newScreen(t), newPerson(t)
	project := p.defaultProject()
	w := p.open(s)
	page := p.file("Grain ships leave Odessa.html")
	if err := os.WriteFile(page, []byte(webPage), 0o600); err != nil {
		t.Fatal(err)
	}
	newOtherProgram(s).drop(w, page)
	awaitCell(t, project, "SELECT title || '|' || publisher || '|' || byline || '|' || url FROM article",
		"Grain ships leave Odessa|The Wire|Ana Lee|https://wire.example/world/grain-ships")
	awaitCell(t, project, "SELECT count(*) FROM article WHERE text LIKE '%newsletter%' OR text LIKE '%Home%' OR text LIKE '%track%'", "0")
	s.still()
	const sentence = "The ministry denied that the harbour had been closed"
	w.locate(sentence, 1)
	s.press("2")
	awaitCell(t, project, "SELECT tag || ': ' || quote FROM annotation", "denial: "+sentence)

	other := p.file("other.txt")
	if err := os.WriteFile(other, []byte("Truce\n\nNothing is said here of ships.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	newOtherProgram(s).drop(w, other)
	awaitCell(t, project, "SELECT count(*) FROM article", "2")
	s.still()
	if boxes := areas(s.shot(), w.reader(), denial); len(boxes) > 0 {
		t.Fatal("the page is still in the reader")
	}
	s.press("ctrl+shift+f")
	s.write("ministry harb")
	s.still()
	s.press("return")
	await(t, "the marked sentence in the reader", func() bool {
		return len(areas(s.shot(), w.reader(), denial)) > 0
	})
	// What was found is selected, so that it can be marked at once.
	s.press("3")
	awaitCell(t, project, "SELECT count(*) FROM annotation WHERE tag = 'unverified' AND quote = 'harbour'", "1")
	w.close()
	mustBeSound(t, project)
}

// TestFoldersOfDocumentsComeInByCommand imports what people keep in folders, without a display, and finds it by search.
func TestFoldersOfDocumentsComeInByCommand(t *testing.T) {
	t.Parallel()
	p := newPerson(t)
	folder := p.file("texts")
	os.MkdirAll(filepath.Join(folder, "2026"), 0o700)
	for name, text := range map[string]string{
		"2026/page.html": webPage, "note.txt": "A note\n\nThe harbour was closed.\n", "broken.pdf": "%PDF-1.7 nothing", "photo.jpg": "x",
		"letter.rtf": `{\rtf1\ansi A letter\par The envoy said so.\par}`,
	} {
		if err := os.WriteFile(filepath.Join(folder, filepath.FromSlash(name)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, errs, code := p.run("import", folder)
	if code != 1 || strings.Count(out, "\n") != 3 || !strings.Contains(out, "article of a web page") || !strings.Contains(out, "RTF") ||
		!strings.Contains(errs, "broken.pdf") || !strings.Contains(errs, "1 .jpg") {
		t.Errorf("import ended with %d:\n%s%s", code, out, errs)
	}
	out, errs, code = p.run("search", "harbour", "clo")
	if code != 0 || strings.Count(out, "\n") != 2 || !strings.Contains(out, "A note") {
		t.Errorf("search ended with %d:\n%s%s", code, out, errs)
	}
	out, _, code = p.run("list", "--json")
	if code != 0 || strings.Count(out, `"id"`) != 3 || !strings.Contains(out, `"publisher": "The Wire"`) {
		t.Errorf("list ended with %d:\n%s", code, out)
	}
	mustBeSound(t, p.defaultProject())
}
