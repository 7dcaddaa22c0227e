package app_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/app"
	"galley/app/search"
)

// vocabulary is words of which few are frequent and most are rare, as in any language.
type vocabulary struct {
	zipf  *rand.Zipf
	words []string
}

func newVocabulary() *vocabulary {
	r := rand.New(rand.NewPCG(1, 2))
	v := &vocabulary{zipf: rand.NewZipf(r, 1.1, 4, 59_999)}
	const letters = "etaoinshrdlucmfwyp"
	for i := range 60_000 {
		var b strings.Builder
		for n := i + 20; n > 0; n /= len(letters) {
			b.WriteByte(letters[n%len(letters)])
		}
		v.words = append(v.words, b.String())
	}
	return v
}

func (v *vocabulary) paragraph(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(v.words[v.zipf.Uint64()])
	}
	return b.String() + "."
}

// page is a web page of about 60 KB with an article of some 500 words.
func (v *vocabulary) page(i int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<!DOCTYPE html><html lang="en"><head><title>%s %d</title><link rel="canonical" href="https://wire.example/a/%d">`, v.paragraph(6), i, i)
	b.WriteString(`<meta property="og:site_name" content="The Wire"><style>` + strings.Repeat(".c{margin:0;padding:0}", 400) + `</style><script>` + strings.Repeat("var a=1;", 2500) + `</script></head><body><nav><ul>`)
	for n := range 60 {
		fmt.Fprintf(&b, `<li class="menu-item"><a href="/section/%d">%s</a></li>`, n, v.paragraph(2))
	}
	b.WriteString(`</ul></nav><article>`)
	for range 8 {
		b.WriteString("<p>" + v.paragraph(60) + "</p>")
	}
	b.WriteString(`</article><aside>`)
	for n := range 80 {
		fmt.Fprintf(&b, `<div class="teaser"><a href="/a/x%d"><span>%s</span></a></div>`, n, v.paragraph(8))
	}
	b.WriteString(`</aside></body></html>`)
	return []byte(b.String())
}

// BenchmarkImport1000Pages imports 1,000 web pages from a folder, beside the reading of their bytes alone.
func BenchmarkImport1000Pages(b *testing.B) {
	folder, v := b.TempDir(), newVocabulary()
	size := 0
	for i := range 1000 {
		page := v.page(i)
		size += len(page)
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%04d.html", i)), page, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("bytes alone", func(b *testing.B) {
		for b.Loop() {
			files, _ := app.Collect(context.Background(), []string{folder})
			for _, f := range files {
				if _, err := os.ReadFile(f.Path); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("import", func(b *testing.B) {
		for b.Loop() {
			w := createAt(b, filepath.Join(b.TempDir(), "p.galley"), app.Options{})
			files, _ := app.Collect(context.Background(), []string{folder})
			if r := w.Import(context.Background(), files, nil); len(r.Imported) != 1000 {
				b.Fatal(len(r.Imported), r.Failed)
			}
			if err := w.Close(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(1000*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		b.ReportMetric(float64(size)/1e6, "MB-pages")
		b.ReportMetric(peakMemory(), "MB-peak")
	})
}

// BenchmarkSearch20000 searches in 20,000 articles of 400 words, beside going through all texts.
func BenchmarkSearch20000(b *testing.B) {
	w := many(b, 20_000)
	v := newVocabulary()
	for _, query := range []string{"e", v.words[0], v.words[3] + " " + v.words[40], v.words[30_000], `"` + v.words[1] + " " + v.words[2] + `"`, v.words[50][:2], "zzz"} {
		b.Run(query, func(b *testing.B) {
			n := 0
			for b.Loop() {
				hits, _, err := w.Search(context.Background(), search.Parse(query), nil)
				if err != nil {
					b.Fatal(err)
				}
				n = len(hits)
			}
			b.ReportMetric(float64(n), "hits")
		})
	}
	b.Run("all texts", func(b *testing.B) {
		q := search.Parse(v.words[30_000])
		for b.Loop() {
			for _, s := range w.Articles()[:2000] { // a tenth
				text, err := w.Text(context.Background(), s.ID)
				if err != nil {
					b.Fatal(err)
				}
				q.Matches(text)
			}
		}
	})
}

// many makes a project of n articles, or takes the one in the folder that GALLEY_MANY names and keeps it there.
func many(b *testing.B, n int) *app.Workspace {
	folder := os.Getenv("GALLEY_MANY")
	if folder == "" {
		folder = b.TempDir()
	}
	path, v := filepath.Join(folder, fmt.Sprintf("many-%d.galley", n)), newVocabulary()
	if _, err := os.Stat(path); err == nil {
		return open(b, path, app.Options{})
	}
	w := createAt(b, path, app.Options{})
	for first := 0; first < n; first += 1000 {
		var files []app.File
		for i := range 1000 {
			text := v.paragraph(7) + "\n\nReuters| Last Updated: Tuesday, August 8, 2017 - 19:09\n\n"
			for range 8 {
				text += v.paragraph(50) + "\n\n"
			}
			files = append(files, app.File{Name: fmt.Sprintf("%05d.txt", first+i), Data: []byte(text)})
		}
		if r := w.Import(context.Background(), files, nil); len(r.Failed) > 0 {
			b.Fatal(r.Failed[0].Err)
		}
	}
	if err := w.Close(context.Background()); err != nil {
		b.Fatal(err)
	}
	return open(b, path, app.Options{})
}

// BenchmarkOpen20000 opens a project of 20,000 articles and lists them.
func BenchmarkOpen20000(b *testing.B) {
	w := many(b, 20_000)
	path := w.Path()
	w.Close(context.Background())
	for b.Loop() {
		w := open(b, path, app.Options{})
		if len(w.Articles()) != 20_000 {
			b.Fatal("articles are missing")
		}
		w.Close(context.Background())
	}
}
