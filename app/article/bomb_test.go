package article_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"galley/app/article"
)

// readHostile reads what is made to do harm. A test of it ends long before the tests' own limit.
func readHostile(t *testing.T, name string, data []byte) (*article.Article, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	a, err := article.Read(ctx, article.Source{Name: name, Data: data}, article.Options{})
	if errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%s: not read within minutes", name)
	}
	return a, err
}

// zippedBomb makes a zip file with an entry of very many bytes, beside others.
func zippedBomb(t *testing.T, size int, name string, pairs ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for i := 0; i < len(pairs); i += 2 {
		w, err := z.Create(pairs[i])
		if err == nil {
			_, err = io.WriteString(w, pairs[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, "<w:document"+wordNames+"><w:body>"); err != nil {
		t.Fatal(err)
	}
	piece := []byte(strings.Repeat(wordPar(wordRun("Boom.")), 1000))
	for n := 0; n < size; n += len(piece) {
		if _, err := w.Write(piece); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestZipBombsAreRefused(t *testing.T) {
	t.Parallel()
	// 128 MB tell a limit of 64 from none as well as 1 GB would.
	document := zippedBomb(t, 128<<20, "word/document.xml", "[Content_Types].xml", wordTypes)
	if len(document) > 4<<20 {
		t.Fatalf("the bomb has %d bytes", len(document))
	}
	_, err := readHostile(t, "a.docx", document)
	wantOfficeError(t, err, article.ErrLimit)
	_, err = readHostile(t, "a.docx", zippedBomb(t, 128<<20, "[Content_Types].xml", "word/document.xml", "<w:document/>"))
	if err == nil {
		t.Error("a document with a bomb for a table of contents is read")
	}

	// Each entry is within the limit, all together are not.
	_, err = readHostile(t, "a.odt", zippedBomb(t, 40<<20, "content.xml", "mimetype", "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml", strings.Repeat(" ", 30<<20)))
	wantOfficeError(t, err, article.ErrLimit)
}

func TestZipFilesThatLieAreDamaged(t *testing.T) {
	t.Parallel()
	good := docx(t, wordPar(wordRun(strings.Repeat("A text that is long enough to be compressed. ", 50))))
	lie := func(offset int, size uint32) []byte {
		data := bytes.Clone(good)
		at := bytes.LastIndex(data, []byte("PK\x01\x02"))
		binary.LittleEndian.PutUint32(data[at+offset:], size)
		return data
	}
	for name, data := range map[string][]byte{
		"a size that is too small":        lie(24, 10),
		"a size that is too large":        lie(24, 1<<30),
		"compressed size beyond the end":  lie(20, 1<<30),
		"another checksum":                lie(16, 1),
		"an offset beyond the end":        lie(42, 1<<31),
		"cut in the middle":               good[:len(good)/2],
		"cut in the directory":            good[:len(good)-30],
		"only its beginning":              good[:10],
		"zero bytes in the middle":        append(append(bytes.Clone(good[:400]), make([]byte, 100)...), good[500:]...),
		"an unknown method":               func() []byte { d := lie(10, 97); return d }(),
		"no main part":                    zipped(t, "[Content_Types].xml", wordTypes),
		"a main part that is no document": docx(t, "</w:body></w:document><x/><y>"),
	} {
		if a, err := readHostile(t, "a.docx", data); !errors.Is(err, article.ErrDamaged) {
			t.Errorf("%s: %v, %v", name, a, err)
		}
	}
	encrypted := bytes.Clone(good)
	encrypted[bytes.LastIndex(encrypted, []byte("PK\x01\x02"))+8] |= 1
	_, err := readHostile(t, "a.docx", encrypted)
	wantOfficeError(t, err, article.ErrPassword)
}

func TestManyZipEntriesAreRefused(t *testing.T) {
	t.Parallel()
	for _, n := range []int{5_001, 100_000} {
		pairs := []string{"[Content_Types].xml", wordTypes, "word/document.xml", "<w:document/>"}
		for i := range n {
			pairs = append(pairs, strconv.Itoa(i), "")
		}
		_, err := readHostile(t, "a.docx", zipped(t, pairs...))
		wantOfficeError(t, err, article.ErrLimit)
	}
}

func TestNamesInAZipFileLeadNowhere(t *testing.T) {
	t.Parallel()
	a, err := readHostile(t, "a.docx", docx(t, wordPar(wordRun("Text.")), "../../../tmp/x", "y", "/etc/passwd", "z", `..\..\x`, "w", "\x00", "v",
		"_rels/.rels", rels("a", "officeDocument", "../../../../etc/passwd")))
	if err == nil {
		t.Errorf("%q", a.Text) // the main part is the entry etc/passwd, which is not XML
	}
	a, err = readHostile(t, "a.docx", docx(t, wordPar(wordRun("Text.")), "_rels/.rels", rels("a", "officeDocument", "../../word/./x/../document.xml")))
	if err != nil || a.Text != "Text." {
		t.Error(a, err)
	}
}

func TestHostileXMLIsRefused(t *testing.T) {
	t.Parallel()
	lol := `<!DOCTYPE l [<!ENTITY a "lol">`
	for c := 'b'; c < 'k'; c++ {
		lol += `<!ENTITY ` + string(c) + ` "` + strings.Repeat(`&`+string(c-1)+`;`, 10) + `">`
	}
	document := func(prolog, text string) []byte {
		return zipped(t, "[Content_Types].xml", wordTypes, "word/document.xml",
			`<?xml version="1.0"?>`+prolog+`<w:document`+wordNames+`><w:body>`+wordPar(wordRun(text))+`</w:body></w:document>`)
	}
	nested := func(open, end string, n int) string { return strings.Repeat(open, n) + strings.Repeat(end, n) }
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"billion laughs", document(lol+"]>", "&j;"), article.ErrDamaged},
		{"an external entity", document(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>`, "&e;"), article.ErrDamaged},
		{"an entity of HTML", document("", "&nbsp;"), article.ErrDamaged},
		{"a zero byte", document("", "a\x00b"), article.ErrDamaged},
		{"the number of a zero byte", document("", "a&#0;b"), article.ErrDamaged},
		{"bytes that are no UTF-8", document("", "a\xffb"), article.ErrDamaged},
		{"no end", document("", "a<w:b>"), article.ErrDamaged},
		{"deep nesting", docx(t, nested("<w:sdt>", "</w:sdt>", 1_000_000)), article.ErrLimit},
		{"deep nesting in what is skipped", docx(t, "<w:del>"+nested("<w:x>", "</w:x>", 1_000_000)+"</w:del>"), article.ErrLimit},
		{"nested tables", docx(t, nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 300)), article.ErrLimit},
		{"very many attributes", docx(t, "<w:p "+strings.Repeat(`a="" `, 1_000_000)+"/>"), article.ErrLimit},
		{"a table of very many paragraphs", docx(t, "<w:tbl><w:tr><w:tc>"+strings.Repeat(wordPar(wordRun("a")), 510_000)+"</w:tc></w:tr></w:tbl>"), article.ErrLimit},
		{"very many styles", docx(t, wordPar(wordRun("a")), "word/styles.xml", "<w:styles"+wordNames+">"+numbered(100_000, `<w:style w:styleId="`, `"/>`)+"</w:styles>"), article.ErrLimit},
		{"very many lists", docx(t, wordPar(wordRun("a")), "word/numbering.xml", "<w:numbering"+wordNames+">"+numbered(100_000, `<w:num w:numId="`, `"/>`)+"</w:numbering>"), article.ErrLimit},
		{"an encoding that is not known", zipped(t, "[Content_Types].xml", wordTypes, "word/document.xml", `<?xml version="1.0" encoding="klingon"?><w:document/>`), article.ErrEncoding},
		{"nested flat XML", []byte(`<office:document office:mimetype="application/vnd.oasis.opendocument.text">` + strings.Repeat("<a>", 1_000_000)), article.ErrLimit},
		{"nested ODT lists", odt(t, "", nested("<text:list><text:list-item>", "</text:list-item></text:list>", 300)), article.ErrLimit},
	} {
		if a, err := readHostile(t, "a.docx", c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, %v", c.name, a, err)
		}
	}
}

// numbered repeats a text with a number in it.
func numbered(n int, before, after string) string {
	var s strings.Builder
	for i := range n {
		s.WriteString(before + strconv.Itoa(i) + after)
	}
	return s.String()
}

func TestXMLInOtherEncodingsReads(t *testing.T) {
	t.Parallel()
	document := func(declared, text string) string {
		return `<?xml version="1.0" encoding="` + declared + `"?><w:document` + wordNames + `><w:body>` + wordPar(wordRun(text)) + `</w:body></w:document>`
	}
	for name, data := range map[string]string{
		"windows-1251": document("windows-1251", "\xcf\xf0\xe8\xe2\xe5\xf2"),
		"UTF-16":       "\xff\xfe" + utf16Text(document("UTF-16", "Привет")),
		"a mark":       "\ufeff" + document("utf-8", "Привет"),
	} {
		a, err := readHostile(t, "a.docx", zipped(t, "[Content_Types].xml", wordTypes, "word/document.xml", data))
		if err != nil || a.Text != "Привет" || a.Replaced != 0 {
			t.Errorf("%s: %v, %v", name, a, err)
		}
	}
	a, err := readHostile(t, "a.docx", zipped(t, "[Content_Types].xml", wordTypes, "word/document.xml", document("windows-1251", "a\x98b")))
	if err != nil || a.Text != "a\ufffdb" || a.Replaced != 1 {
		t.Errorf("%v, %v", a, err)
	}
}

// utf16Text is a text of the first plane in little endian.
func utf16Text(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

func TestHostileRTFIsBounded(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, data, text string
		want             error
	}{
		{"nested groups", `{\rtf1 ` + strings.Repeat("{", 1_000_000) + "a", "", article.ErrLimit},
		{"many groups", `{\rtf1 ` + strings.Repeat(`{\b }`, 1_000_000) + "a}", "a", nil},
		{"closed too often", `{\rtf1 a` + strings.Repeat("}", 1_000_000), "a", nil},
		{"binary data beyond the end", `{\rtf1 a\bin999999999 b}`, "a", nil},
		{"a negative length", `{\rtf1 a\bin-5 b}`, "ab", nil},
		{"a number that is too large", `{\rtf1 a\u99999999999999999999 b\uc999999999 c\li-99999999999 d}`, "a\ufffdcd", nil},
		{"half an escape", `{\rtf1 a\'`, "a", nil},
		{"a lone backslash", `{\rtf1 a\`, "a", nil},
		{"zero bytes", "{\\rtf1 a\x00b\\'00c\\u0 ?d}", "abcd", nil},
		{"nested notes", `{\rtf1 a` + strings.Repeat(`{\footnote b`, 5000), "a[1]", nil},
		{"nested tables", `{\rtf1\pard\intbl\itap999999999 a\cell\row}`, "a", nil},
		{"very many cells", `{\rtf1\pard\intbl a` + strings.Repeat(`\cell`, 1_000_000) + ` b\cell\row}`, "a", nil},
		{"a long title", `{\rtf1{\info{\title ` + strings.Repeat(`a\'e4`, 500_000) + `}}a}`, "a", nil},
		{"very many fonts", `{\rtf1{\fonttbl` + numbered(300_000, `{\f`, ` a;}`) + `}a}`, "a", nil},
	} {
		a, err := readHostile(t, "a.rtf", []byte(c.data))
		switch {
		case c.want != nil:
			wantOfficeError(t, err, c.want)
		case err != nil:
			t.Errorf("%s: %v", c.name, err)
		case !strings.HasPrefix(a.Text, c.text):
			t.Errorf("%s: %.100q", c.name, a.Text)
		}
	}
}

func TestHostileBooksAreBounded(t *testing.T) {
	t.Parallel()
	item := `<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>`
	book := func(manifest, spine, page string) []byte {
		return zipped(t, "mimetype", "application/epub+zip", "META-INF/container.xml", epubContainer,
			"OEBPS/book.opf", opf("", manifest, spine), "OEBPS/a.xhtml", page)
	}
	page := "<p>Once.</p>"
	aliases := numbered(40_000, `<item href="a.xhtml" media-type="application/xhtml+xml" id="i`, `"/>`)
	for _, c := range []struct {
		name string
		data []byte
		text string
		want error
	}{
		{"an item 100,000 times", book(item, strings.Repeat(`<itemref idref="a"/>`, 100_000), page), "Once.", nil},
		{"a file under 40,000 names", book(aliases, numbered(40_000, `<itemref idref="i`, `"/>`), page), "Once.", nil},
		{"very many files", book(numbered(100_000, `<item id="`, `"/>`), "", page), "", article.ErrLimit},
		{"a book that is its own text", book(`<item id="a" href="book.opf" media-type="application/xhtml+xml"/>`, `<itemref idref="a"/>`, page), "", article.ErrNoText},
		{"a file that is not there", book(`<item id="a" href="../../../etc/passwd"/>`, `<itemref idref="a"/>`, page), "", article.ErrDamaged},
		{"deep nesting", book(item, `<itemref idref="a"/>`, strings.Repeat("<div><b>", 500_000)+"a"), "a", nil},
		{"nested lists", book(item, `<itemref idref="a"/>`, strings.Repeat("<ul><li>", 100_000)+"a"), "• a", nil},
		{"nested tables", book(item, `<itemref idref="a"/>`, strings.Repeat("<table><tr><td>", 100_000)+"a"), "a", nil},
		{"very many hyperlinks", book(item, `<itemref idref="a"/>`, strings.Repeat("<p><a href=http://a>x</a>", 100_001)), "", article.ErrLimit},
		{"very many hyperlinks in one paragraph", book(item, `<itemref idref="a"/>`, strings.Repeat("<a href=http://a>x</a>y", 100_001)), "", article.ErrLimit},
		{"a tag without end", book(item, `<itemref idref="a"/>`, "<p>a</p><p "+strings.Repeat("a ", 4<<20)+">b</p>"), "", article.ErrLimit},
		{"very many cells", book(item, `<itemref idref="a"/>`, "<table><tr><td>a"+strings.Repeat("<td colspan=64>", 500_000)+"b"), "a", nil},
	} {
		a, err := readHostile(t, "a.epub", c.data)
		switch {
		case c.want != nil:
			if !errors.Is(err, c.want) {
				t.Errorf("%s: %v", c.name, err)
			}
		case err != nil || !strings.HasPrefix(a.Text, c.text) || len(a.Text) > 10_000:
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestReadingADocumentCanBeCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, data := range map[string][]byte{
		"a.docx": docx(t, strings.Repeat(wordPar(wordRun("a")), 10_000)), "a.odt": odt(t, "", "<text:p>a</text:p>"),
		"a.rtf": []byte(`{\rtf1 a}`), "a.epub": epub(t, "<p>a</p>"),
	} {
		if _, err := article.Read(ctx, article.Source{Name: name, Data: data}, article.Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNoByteThatIsCutOffMakesADocumentPanic(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"proof.rtf", "proof.fodt", "school.epub"} {
		data := officeFile(t, name)
		for n := 0; n < len(data); n += 97 {
			a, err := readHostile(t, name, data[:n])
			if err == nil && !utf8.ValidString(a.Text) {
				t.Fatalf("%s cut at %d: %q", name, n, a.Text)
			}
		}
	}
}
