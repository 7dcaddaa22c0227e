package article_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"galley/app/article"
)

// Golden texts were read beside the pages they are of.
func TestPDFGoldenTexts(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/pdf/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden texts")
	}
	for _, name := range files {
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(strings.TrimSuffix(name, ".txt") + ".pdf")
		if err != nil {
			t.Fatal(err)
		}
		if a := readPDF(t, data); a.Text+"\n" != string(want) {
			t.Errorf("%s:\n%s", name, a.Text)
		}
	}
}

func TestPDFWithoutText(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]error{
		"imagemagick-lzw.pdf": article.ErrNoText, "libreoffice-writer-password.pdf": article.ErrPassword,
	} {
		data, err := os.ReadFile(filepath.Join("testdata/pdf", name))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := article.Read(t.Context(), article.Source{Name: name, Data: data}, article.Options{}); !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPDFIsKnownByItsContent(t *testing.T) {
	t.Parallel()
	whole := onePage(helvetica, shown("(Some text) Tj"))
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"letter", whole, nil},
		{"letter.txt", whole, nil},
		{"about.txt", []byte("Every such document begins with %PDF-1.4 or a later number."), nil},
		{"letter.pdf", []byte("\x00\x01\x02\xff no document at all"), article.ErrDamaged},
	} {
		if _, err := article.Read(t.Context(), article.Source{Name: c.name, Data: c.data}, article.Options{}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if a, err := article.Read(t.Context(), article.Source{Name: "notes.pdf", Data: []byte("plain text after all")}, article.Options{}); err != nil || a.MediaType != "text/plain" {
		t.Errorf("%v, %+v", err, a)
	}
}

// FuzzPDF takes data for a file, or with content for the content of a page.
func FuzzPDF(f *testing.F) {
	for _, data := range [][]byte{
		onePage(helvetica, shown("(Some text) Tj")), packedPDF(), []byte("%PDF-1.4"), []byte("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj"),
		onePage("<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</DW 500/W[1[500] 2 9 400]>>]>>", shown("<00010002> Tj"),
			stream("", []byte("1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0001> <0009> <0061> endbfrange"))),
	} {
		f.Add(data, false)
	}
	for _, name := range []string{"aes128.pdf", "aes256.pdf", "inline-image.pdf", "imagemagick-lzw.pdf"} {
		data, err := os.ReadFile(filepath.Join("testdata/pdf", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, false)
	}
	for _, content := range []string{
		shown("14 TL [(A)-300(b)]TJ T* (c) ' 1 2 (d) \""), "q 0 1 -1 0 10 10 cm BT /F1 9 Tf (x) Tj ET Q", "BI /W 1 /H 1 ID x EI /Span<</ActualText(y)>>BDC " + shown("(z) Tj") + " EMC",
		shown("(\x95) Tj 12 0 Td (item one) Tj -12 -14 Td (\x95) Tj 12 0 Td (item) Tj"), shown("(a . . . . 3) Tj 0 -12 Td (b) Tj 90 0 Td (c-) Tj -90 -12 Td (d) Tj 90 0 Td (e) Tj"),
	} {
		f.Add([]byte(content), true)
	}
	f.Fuzz(func(t *testing.T, data []byte, content bool) {
		if content {
			data = onePage(helvetica, string(data))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		a, err := article.Read(ctx, article.Source{Name: "f.pdf", Data: data}, article.Options{})
		if err != nil {
			for _, known := range []error{article.ErrDamaged, article.ErrNoText, article.ErrPassword, article.ErrLimit, article.ErrBinary, article.ErrEmpty} {
				if errors.Is(err, known) && a == nil {
					return
				}
			}
			t.Fatalf("%v, %v", a, err)
		}
		if !utf8.ValidString(a.Text) || strings.ContainsRune(a.Text, 0) || a.Method == article.MethodPDF && strings.ContainsRune(a.Text, '\r') {
			t.Fatalf("text %q", a.Text)
		}
		n := utf8.RuneCountInString(a.Text)
		for _, l := range a.Hyperlinks {
			if l.Start < 0 || l.End <= l.Start || l.End > n || !utf8.ValidString(l.URL) {
				t.Fatalf("link %+v in a text of %d", l, n)
			}
		}
		for _, s := range []string{a.Title, a.Byline, a.Published, a.Language} {
			if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
				t.Fatalf("%+v", a.Metadata)
			}
		}
		checkPassages(t, a)
	})
}
