package fetch_test

import (
	"errors"
	"strings"
	"testing"

	"galley/app/fetch"
)

func TestWhatPeopleTypeBecomesAnAddress(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"example.org":                                     "https://example.org/",
		"  example.org/x?y=1#z \n":                        "https://example.org/x?y=1#z",
		"Example.ORG/Path":                                "https://example.org/Path",
		"http://example.org":                              "http://example.org/",
		"HTTP://example.org":                              "http://example.org/",
		"//example.org/x":                                 "https://example.org/x",
		"example.org:8080/x":                              "https://example.org:8080/x",
		"https://example.org:443/":                        "https://example.org/",
		"http://example.org:80":                           "http://example.org/",
		"https://example.org:80/":                         "https://example.org:80/",
		"https://example.org:/":                           "https://example.org/",
		"localhost:8080":                                  "https://localhost:8080/",
		"http://printer/":                                 "http://printer/",
		"example.org/a?u=http://x.example/":               "https://example.org/a?u=http://x.example/",
		"example.org/at@sign":                             "https://example.org/at@sign",
		"example.org?q=a b\"ü":                            "https://example.org/?q=a%20b%22%C3%BC",
		"example.org/a b/ü":                               "https://example.org/a%20b/%C3%BC",
		"münchen.example/":                                "https://xn--mnchen-3ya.example/",
		"https://例え。テスト/":                                 "https://xn--r8jz45g.xn--zckzah/",
		"my_site.example.org":                             "https://my_site.example.org/",
		"http://127.1/":                                   "http://127.0.0.1/",
		"http://0x7f.1/":                                  "http://127.0.0.1/",
		"http://0177.0.0.01/":                             "http://127.0.0.1/",
		"http://2130706433/":                              "http://127.0.0.1/",
		"http://0X7F000001/":                              "http://127.0.0.1/",
		"http://１２７.０.０.１/":                               "http://127.0.0.1/",
		"http://127.0.0.1./":                              "http://127.0.0.1/",
		"http://[::ffff:127.0.0.1]:81/":                   "http://[::ffff:127.0.0.1]:81/",
		"http://[0:0::1]/":                                "http://[::1]/",
		"[2001:db8::1]/x":                                 "https://[2001:db8::1]/x",
		"http://[fe80::1%25eth0]/":                        "http://[fe80::1%25eth0]/",
		"https://example.org/%7Euser/a%2Fb/":              "https://example.org/%7Euser/a%2Fb/",
		"https://web.archive.org/web/1/http://x.example/": "https://web.archive.org/web/1/http://x.example/",
	} {
		u, err := fetch.Parse(in)
		if err != nil {
			t.Errorf("%q: %v", in, err)
		} else if u.String() != want {
			t.Errorf("%q: got %q, want %q", in, u, want)
		}
	}
}

func TestWhatIsNoWebAddressIsRefused(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"", " ", "word", "two words", "file:///etc/passwd", "ftp://example.org/", "data:text/html,x", "javascript:alert(1)",
		"javascript://example.org/%0aalert(1)", "mailto:a@example.org", "tel:123", "about:blank", "view-source:https://example.org",
		"https://", "https:///x", "https:example.org", "http:/example.org", "https://?x", "https://:80/",
		"https://user@example.org/", "https://user:secret@example.org/", "user@example.org", "https://@example.org/",
		"https://example.org:0/", "https://example.org:65536/", "https://example.org:99999999999999999999/", "https://example.org:x/",
		"https://exa mple.org/", "https://exam\nple.org/", "https://example.org/\x00", "https://example..org/", "https://.org/",
		"https://exa%6dple.org/", "https://exa<mple.org/", "https://[::1/", "https://[127.0.0.1]/", "https://[::1%25a/b]/", "https://1.2.3.4.5/",
		"https://256.1.1.1/", "https://1.2.3.256/", "https://4294967296/", "https://0x1ffffffff/", "https://08.1.1.1/", "https://1..1/",
		"https://\xff.example/", "https://" + strings.Repeat("a", 64) + ".example/", "https://" + strings.Repeat("a.", 130) + "example/",
		"https://example.org/" + strings.Repeat("x", 9000),
	} {
		if u, err := fetch.Parse(in); !errors.Is(err, fetch.ErrAddress) {
			t.Errorf("%.80q: got %v, %v", in, u, err)
		}
	}
}

func TestErrorsNameTheAddressWithoutItsPassword(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"https://user:secret@example.org/page", "user:secret@example.org/page", "https://user:secret@exa mple.org/page",
		"https://user:secret@example.org:x/page", "//user:secret@example.org/page", "ftp://user:secret@example.org/page",
		"https://user:sec%zzret@example.org/page", "https://us er:secret@example.org/page",
	} {
		_, parseErr := fetch.Parse(in)
		_, fetchErr := fetch.Fetch(t.Context(), in, fetch.Options{})
		for _, err := range []error{parseErr, fetchErr} {
			if !errors.Is(err, fetch.ErrAddress) || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "/page") {
				t.Errorf("%s: %v", in, err)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"example.org/x", "https://user:pw@example.org:80/?q=ü#f", "http://[::ffff:127.0.0.1%25lo]:8/", "0x7f.1", "２130706433", "localhost.",
		"//a.b?x y", "http://a.b/%zz", "https://xn--mnchen-3ya.example/", "a.b:80", "http://ex%41mple.org", "http://a.b//c/../d;e",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := fetch.Parse(s)
		if err != nil {
			if u != nil || !errors.Is(err, fetch.ErrAddress) || strings.ContainsAny(err.Error(), "\n\r\x00") {
				t.Fatalf("%v, %q", u, err)
			}
			return
		}
		if u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Hostname() == "" || u.Opaque != "" {
			t.Fatalf("%q became %#v", s, u)
		}
		address := u.String()
		for _, r := range address {
			if r <= ' ' || r >= 0x7f {
				t.Fatalf("%q became %q", s, address)
			}
		}
		again, err := fetch.Parse(address)
		if err != nil || again.String() != address {
			t.Fatalf("%q became %q and that %v, %v", s, address, again, err)
		}
	})
}
