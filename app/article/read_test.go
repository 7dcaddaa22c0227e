package article_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"galley/app/article"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

const (
	german = "Über die Straße gehören größere Bäume, fürchtet der Bürgermeister von Köln. Die Behörde hält das für unmöglich " +
		"und prüft, ob die Fläche für die nächsten Jahre frei bleiben muß."
	french = "L’élève a été reçu à l’école, où le préfet a déclaré que « la sécurité » était assurée. Déjà, à Besançon, le maire " +
		"s’était inquiété des conséquences de la grève générale."
	czech = "Příliš žluťoučký kůň úpěl ďábelské ódy. Vláda včera schválila návrh zákona, který má zvýšit daně z příjmů, " +
		"uvedl mluvčí ministerstva. Opozice to odmítla a řekla, že půjde k soudu."
	polish = "Rząd przyjął wczoraj projekt ustawy, która ma podwyższyć podatki, powiedział rzecznik. Opozycja odrzuciła to " +
		"i zapowiedziała, że będzie się odwoływać do sądu. Żądała też wyjaśnień od ministra finansów."
	russian = "Представитель министерства обороны заявил, что ответственность за нападение на границе лежит на боевиках. " +
		"Власти страны опровергли эти сообщения и пообещали провести расследование."
	greek = "Ο εκπρόσωπος της κυβέρνησης δήλωσε ότι δεν υπάρχει καμία ευθύνη για την επίθεση κοντά στα σύνορα της χώρας, " +
		"η οποία προκάλεσε τον θάνατο δεκάδων ανθρώπων."
	japaneseText = "政府の報道官は、国境近くで起きた攻撃について責任を否定した。数十人が死亡したと伝えられている。調査が行われる予定である。"
	chineseText  = "政府发言人否认对边境附近的袭击负责，据报道袭击造成数十人死亡。当局表示将展开调查，并向公众公布结果。"
	chineseOld   = "政府發言人否認對邊境附近的襲擊負責，據報導襲擊造成數十人死亡。當局表示將展開調查，並向公眾公布結果。"
	koreanText   = "정부 대변인은 국경 근처에서 발생한 공격에 대한 책임을 부인했다. 수십 명이 사망한 것으로 전해졌다. 조사가 진행될 예정이다."
	hebrew       = "דובר הממשלה הכחיש את האחריות לתקיפה ליד הגבול, שבה נהרגו עשרות בני אדם. הרשויות אמרו כי ייפתחו בחקירה."
	turkish      = "Hükümet sözcüsü, sınır yakınındaki saldırının sorumluluğunu üstlenmediğini açıkladı. Onlarca kişinin öldüğü " +
		"bildirildi; yetkililer soruşturma başlatılacağını söyledi ve çalışmaların süreceğini belirtti."
)

func encode(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	data, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestEncodingsAreDetected(t *testing.T) {
	t.Parallel()
	le, be := unicode.LittleEndian, unicode.BigEndian
	cases := []struct {
		name, text string
		encoding   encoding.Encoding
		want       string
	}{
		{"ASCII", "Plain text, nothing else.", encoding.Nop, "utf-8"},
		{"UTF-8", german + japaneseText, encoding.Nop, "utf-8"},
		{"UTF-8 with mark", german, unicode.UTF8BOM, "utf-8"},
		{"UTF-16LE with mark", german, unicode.UTF16(le, unicode.UseBOM), "utf-16le"},
		{"UTF-16BE with mark", japaneseText, unicode.UTF16(be, unicode.UseBOM), "utf-16be"},
		{"UTF-16LE", french, unicode.UTF16(le, unicode.IgnoreBOM), "utf-16le"},
		{"UTF-16BE", french, unicode.UTF16(be, unicode.IgnoreBOM), "utf-16be"},
		{"UTF-16LE Russian", russian, unicode.UTF16(le, unicode.IgnoreBOM), "utf-16le"},
		{"UTF-16BE Chinese with a line feed", chineseText + "\n" + chineseText + "😀", unicode.UTF16(be, unicode.IgnoreBOM), "utf-16be"},
		{"UTF-32LE with mark", german, utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "utf-32le"},
		{"UTF-32BE with mark", german, utf32.UTF32(utf32.BigEndian, utf32.UseBOM), "utf-32be"},
		{"German", german, charmap.Windows1252, "windows-1252"},
		{"French", french, charmap.Windows1252, "windows-1252"},
		{"Czech", czech, charmap.Windows1250, "windows-1250"},
		{"Polish", polish, charmap.ISO8859_2, "iso-8859-2"},
		{"Russian", russian, charmap.Windows1251, "windows-1251"},
		{"Russian KOI8", russian, charmap.KOI8R, "koi8-r"},
		{"Greek", greek, charmap.ISO8859_7, "iso-8859-7"},
		{"Hebrew", hebrew, charmap.ISO8859_8, ""},
		{"Turkish", turkish, charmap.ISO8859_9, ""},
		{"Shift_JIS", japaneseText, japanese.ShiftJIS, "shift_jis"},
		{"EUC-JP", japaneseText, japanese.EUCJP, "euc-jp"},
		{"ISO-2022-JP", japaneseText, japanese.ISO2022JP, "iso-2022-jp"},
		{"GB18030", chineseText, simplifiedchinese.GB18030, "gb18030"},
		{"Big5", chineseOld, traditionalchinese.Big5, "big5"},
		{"EUC-KR", koreanText, korean.EUCKR, "euc-kr"},
		{"far down", strings.Repeat("Plain ASCII for a long time.\n", 2000) + strings.Repeat(russian+"\n", 20), charmap.Windows1251, "windows-1251"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := read(t, encode(t, c.encoding, c.text))
			if a.Text != c.text || c.want != "" && a.Encoding != c.want || a.Replaced != 0 {
				t.Errorf("read as %s with %d replaced: %.60q", a.Encoding, a.Replaced, a.Text)
			}
		})
	}
}

func read(t *testing.T, data []byte) *article.Article {
	t.Helper()
	a, err := article.Read(t.Context(), article.Source{Name: "a.txt", Data: data}, article.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestOneBrokenCharacterDoesNotChangeTheEncoding(t *testing.T) {
	t.Parallel()
	data := []byte(strings.Repeat(german+"\n", 20))
	data[bytes.IndexByte(data, 0xc3)+1] = ' '
	a := read(t, data)
	if a.Encoding != "utf-8" || a.Replaced != 1 || !strings.Contains(a.Text, "\ufffd ber die Straße") {
		t.Errorf("read as %s with %d replaced: %.30q", a.Encoding, a.Replaced, a.Text)
	}
}

func TestReplacedSequencesAreCountedButNotThoseOfTheFile(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		data, encoding string
		replaced       int
	}{
		{"a \ufffd b", "utf-8", 0},
		{"a \ufffd b \xff c \xfe d", "utf-8", 2},
		{"\xff\xfea\x00\xfd\xff", "utf-16le", 0},
		{"\xff\xfea\x00\x00\xd8b\x00", "utf-16le", 1}, // a lone surrogate
		{"\xff\xfea\x00b", "utf-16le", 1},             // half a unit
		{"\x81\x8d", "windows-1252", 2},
	} {
		a, err := article.Read(t.Context(), article.Source{Data: []byte(c.data)}, article.Options{Encoding: c.encoding})
		if err != nil || a.Replaced != c.replaced || !utf8.ValidString(a.Text) {
			t.Errorf("%q as %s: %+v, %v", c.data, c.encoding, a, err)
		}
	}
}

func TestLineEndsBecomeLineFeedsAndNothingElseChanges(t *testing.T) {
	t.Parallel()
	const in = "\ufeff\r\n one\r\rtwo \u00a0\t\n\r\n\vthree\f\u2028\u0085e\u0301\u200b \r"
	const want = "\n one\n\ntwo \u00a0\t\n\n\vthree\f\u2028\u0085e\u0301\u200b \n"
	a := read(t, []byte(in))
	if a.Text != want {
		t.Errorf("got %q, want %q", a.Text, want)
	}
	if string(a.Original) != in {
		t.Errorf("the original is %q", a.Original)
	}
	for _, h := range []struct{ name, got, of string }{{"text", a.SHA256, want}, {"original", a.OriginalSHA256, in}} {
		sum := sha256.Sum256([]byte(h.of))
		if h.got != hex.EncodeToString(sum[:]) {
			t.Errorf("hash of the %s is %s", h.name, h.got)
		}
	}
}

func TestForcedEncodingIsUsed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ data, encoding, want, name string }{
		{"\xe4", "windows-1252", "ä", "windows-1252"},
		{"\xe4", "ISO-8859-1", "ä", "windows-1252"},
		{"\xe4", "windows-1251", "д", "windows-1251"},
		{"\xe4", " KOI8-R ", "Д", "koi8-r"},
		{"\x84", "IBM850", "ä", "ibm850"},
		{"ä", "windows-1252", "Ã¤", "windows-1252"},
		{"\xef\xbb\xbfä", "utf8", "ä", "utf-8"},
		{"\xff\xfe\xe4\x00", "utf-16le", "ä", "utf-16le"},
		{"\xe4\x00", "utf-16", "ä", "utf-16le"},
		{"\xe4\x00\x00\x00", "utf-32le", "ä", "utf-32le"},
	} {
		a, err := article.Read(t.Context(), article.Source{Data: []byte(c.data)}, article.Options{Encoding: c.encoding})
		if err != nil || a.Text != c.want || a.Encoding != c.name {
			t.Errorf("%q as %s: %v, %+v", c.data, c.encoding, err, a)
		}
	}
	for _, name := range []string{"klingon", "iso-2022-kr", "replacement", "utf-7"} {
		if _, err := article.Read(t.Context(), article.Source{Name: "x.txt", Data: []byte("a")}, article.Options{Encoding: name}); !errors.Is(err, article.ErrEncoding) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEveryOfferedEncodingCanBeChosen(t *testing.T) {
	t.Parallel()
	names := article.Encodings()
	for i, name := range names {
		a, err := article.Read(t.Context(), article.Source{Data: []byte("abcdefgh")}, article.Options{Encoding: name})
		if err != nil && !errors.Is(err, article.ErrEmpty) {
			t.Errorf("%s: %v", name, err)
		} else if err == nil && a.Encoding != name {
			t.Errorf("%s is reported as %s", name, a.Encoding)
		}
		if slices.Index(names, name) != i {
			t.Errorf("%s is offered twice", name)
		}
	}
}

func TestWhatIsNoTextIsRefusedByName(t *testing.T) {
	t.Parallel()
	tar := make([]byte, 512)
	copy(tar[257:], "ustar")
	for _, c := range []struct {
		name string
		data []byte
		want error
		says string
	}{
		{"empty.txt", nil, article.ErrEmpty, "empty.txt"},
		{"blank.txt", []byte("\ufeff \r\n\t\u00a0\u200b"), article.ErrEmpty, "blank.txt"},
		{"mark.txt", []byte("\xff\xfe"), article.ErrEmpty, "mark.txt"},
		{"a.pdf", []byte("%PDF-1.7\n%text"), article.ErrDamaged, "no table"},
		{"a.zip", []byte("PK\x03\x04rest of it"), article.ErrBinary, "zip"},
		{"a.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), article.ErrBinary, "office"},
		{"a.png", []byte("\x89PNG\r\n\x1a\nrest"), article.ErrBinary, "PNG"},
		{"a.jpg", []byte("\xff\xd8\xff\xe0rest"), article.ErrBinary, "JPEG"},
		{"a.gif", []byte("GIF89arest"), article.ErrBinary, "GIF"},
		{"a.webp", []byte("RIFF\x10\x00\x00\x00WEBPVP8 "), article.ErrBinary, "WebP"},
		{"a.galley", []byte("SQLite format 3\x00rest"), article.ErrBinary, "SQLite"},
		{"a.mp4", []byte("\x00\x00\x00\x18ftypmp42"), article.ErrBinary, "video"},
		{"a.tar", tar, article.ErrBinary, "tar"},
		{"zero.txt", []byte("a text with \x00 in it, once"), article.ErrBinary, "zero"},
		{"zeros.txt", []byte(strings.Repeat("Опровергли эти сообщения. ", 9) + "\x00" + russian), article.ErrBinary, "zero"},
		{"huge.txt", make([]byte, article.MaxFileSize+1), article.ErrTooLarge, "huge.txt"},
	} {
		a, err := article.Read(t.Context(), article.Source{Name: c.name, Data: c.data}, article.Options{})
		if a != nil || !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), c.name) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestTextsThatOnlyLookBinaryAreRead(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"BM is a company", "MZ", "II* notes", "RIFF raff", "BZh", "ID3 tags explained", "PK is a place", "{\\r}", "%PDF"} {
		if a := read(t, []byte(s)); a.Text != s {
			t.Errorf("%q became %q", s, a.Text)
		}
	}
}

func TestReadingCanBeCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := article.Read(ctx, article.Source{Data: []byte("text")}, article.Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestMediaTypeIsThatOfTheName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"a.txt": "text/plain", "A.MD": "text/markdown", "x.markdown": "text/markdown", "": "text/plain", "noname": "text/plain"} {
		a, err := article.Read(t.Context(), article.Source{Name: name, Data: []byte("# Head\n\nText")}, article.Options{})
		if err != nil || a.MediaType != want || a.FileName != name || a.Text != "# Head\n\nText" || a.Title != "Head" {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
}
