package fetch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"galley/app/fetch"
)

// here allows the loopback, where the servers of the tests are.
var here = fetch.Options{Local: true}

// serve starts a server that answers with a function.
func serve(t *testing.T, answer http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	return server
}

// serveRaw starts a server that gives the same bytes to everyone and closes the connection.
func serveRaw(t *testing.T, answer string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				_, _ = conn.Read(make([]byte, 4096))
				_, _ = conn.Write([]byte(answer))
			}()
		}
	}()
	return "http://" + listener.Addr().String() + "/"
}

func wantError(t *testing.T, address string, opt fetch.Options, want error) error {
	t.Helper()
	page, err := fetch.Fetch(t.Context(), address, opt)
	if !errors.Is(err, want) || page.Data != nil {
		t.Errorf("%s: got %d bytes and %v, want %v", address, len(page.Data), err, want)
	}
	if err != nil && !strings.Contains(err.Error(), address) {
		t.Errorf("%q does not name %s", err, address)
	}
	return err
}

func TestPageComesWithAllThatIsKnownOfIt(t *testing.T) {
	t.Parallel()
	const text = "<title>Überschrift</title>"
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		fmt.Fprint(w, text)
	})
	opt := fetch.Options{Local: true, Now: func() time.Time {
		return time.Date(2026, 2, 3, 4, 5, 6, 789_999_999, time.FixedZone("", 3600))
	}}
	page, err := fetch.Fetch(t.Context(), server.URL+"/news/story?id=1#part", opt)
	if err != nil {
		t.Fatal(err)
	}
	if string(page.Data) != text || page.ContentType != "text/html; charset=iso-8859-1" || page.Name != "story.html" {
		t.Errorf("%+v", page)
	}
	if page.Address != server.URL+"/news/story?id=1" {
		t.Errorf("address %s", page.Address)
	}
	if got := page.AccessedAt.Format(time.RFC3339Nano); got != "2026-02-03T03:05:06.789Z" {
		t.Errorf("accessed at %s", got)
	}
}

func TestNothingIsToldButWhatIsAskedFor(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("http_proxy", "http://127.0.0.1:1")
	var second http.Header
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/first" {
			http.SetCookie(w, &http.Cookie{Name: "who", Value: "you"})
			http.Redirect(w, r, "/second", http.StatusFound)
			return
		}
		second = r.Header
		fmt.Fprint(w, "text")
	})
	if _, err := fetch.Fetch(t.Context(), server.URL+"/first", fetch.Options{Local: true, UserAgent: "Galley/1"}); err != nil {
		t.Fatal(err)
	}
	if second.Get("User-Agent") != "Galley/1" {
		t.Errorf("user agent %q", second.Get("User-Agent"))
	}
	for name := range second {
		if name != "User-Agent" && name != "Accept" && name != "Accept-Encoding" {
			t.Errorf("sent %s: %s", name, second.Get(name))
		}
	}
}

func TestRefreshInsideAPageIsNotFollowed(t *testing.T) {
	t.Parallel()
	const text = `<meta http-equiv="refresh" content="0;url=/other">`
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Refresh", "0;url=/other")
		if r.URL.Path != "/" {
			t.Errorf("asked for %s", r.URL)
		}
		fmt.Fprint(w, text)
	})
	if page, err := fetch.Fetch(t.Context(), server.URL, here); err != nil || string(page.Data) != text {
		t.Errorf("%+v, %v", page, err)
	}
}

func TestStatusOtherThanSuccessIsToldWithItsCode(t *testing.T) {
	t.Parallel()
	for _, code := range []int{300, 304, 400, 403, 404, 410, 429, 451, 500, 503, 599} {
		server := serve(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(code) })
		err := wantError(t, server.URL, here, fetch.ErrStatus)
		if status := (*fetch.StatusError)(nil); !errors.As(err, &status) || status.Code != code {
			t.Errorf("%d: %v", code, err)
		}
	}
	server := serve(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusFound) })
	wantError(t, server.URL, here, fetch.ErrStatus)
}

func TestEmptyPageIsNoPage(t *testing.T) {
	t.Parallel()
	for _, code := range []int{200, 204} {
		server := serve(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(code) })
		wantError(t, server.URL, here, fetch.ErrEmptyPage)
	}
}

func TestPackedPageIsUnpackedAndCountedUnpacked(t *testing.T) {
	t.Parallel()
	pack := func(n int) []byte {
		var out bytes.Buffer
		w := gzip.NewWriter(&out)
		for range n >> 20 {
			_, _ = w.Write(make([]byte, 1<<20))
		}
		w.Close()
		return out.Bytes()
	}
	small, bomb := pack(2<<20), pack(200<<20)
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		data := small
		if r.URL.Path == "/bomb" {
			data = bomb
		}
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Length", fmt.Sprint(len(data)))
		_, _ = w.Write(data)
	})
	var last int64
	opt := fetch.Options{Local: true, Progress: func(received, total int64) {
		if total != -1 || received <= last || received > fetch.MaxSize {
			t.Errorf("%d of %d behind %d", received, total, last)
		}
		last = received
	}}
	page, err := fetch.Fetch(t.Context(), server.URL, opt)
	if err != nil || len(page.Data) != 2<<20 || last != 2<<20 {
		t.Errorf("%d bytes, told %d, %v", len(page.Data), last, err)
	}
	last = 0
	wantError(t, server.URL+"/bomb", opt, fetch.ErrTooLarge)
}

func TestPageThatIsPackedUnaskedIsRefused(t *testing.T) {
	t.Parallel()
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		fmt.Fprint(w, "\x0b\x02\x80hello\x03")
	})
	wantError(t, server.URL, here, fetch.ErrAnswer)
	damaged := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		fmt.Fprint(w, "this is not packed at all")
	})
	wantError(t, damaged.URL, here, fetch.ErrAnswer)
}

func TestLargestPageIsTakenAndOneByteMoreIsNot(t *testing.T) {
	t.Parallel()
	data := make([]byte, fetch.MaxSize+1)
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		size := len(data)
		if strings.HasPrefix(r.URL.Path, "/fits") {
			size--
		}
		if strings.HasSuffix(r.URL.Path, "/chunked") {
			w.(http.Flusher).Flush()
		} else {
			w.Header().Set("Content-Length", fmt.Sprint(size))
		}
		_, _ = w.Write(data[:size])
	})
	for _, path := range []string{"/fits", "/fits/chunked"} {
		if page, err := fetch.Fetch(t.Context(), server.URL+path, here); err != nil || len(page.Data) != fetch.MaxSize {
			t.Errorf("%s: %d bytes, %v", path, len(page.Data), err)
		}
	}
	wantError(t, server.URL+"/more/chunked", here, fetch.ErrTooLarge)
	wantError(t, server.URL+"/more", fetch.Options{Local: true, Progress: func(received, _ int64) {
		t.Errorf("%d bytes were read of a page that says it is too large", received)
	}}, fetch.ErrTooLarge)
}

func TestHeaderThatIsTooLargeIsRefused(t *testing.T) {
	t.Parallel()
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("x", 5<<20))
		fmt.Fprint(w, "text")
	})
	wantError(t, server.URL, here, fetch.ErrTooLarge)
	wantError(t, serveRaw(t, strings.Repeat("HTTP/1.1 103 Early Hints\r\nX: "+strings.Repeat("y", 1000)+"\r\n\r\n", 5000)), here, fetch.ErrTooLarge)
}

func TestAnswersThatAreNotWhatTheySay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer string
		want   error
		text   string
	}{
		"chunked":              {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", nil, "abcde"},
		"no length":            {"HTTP/1.1 200 OK\r\n\r\nabc", nil, "abc"},
		"HTTP/1.0":             {"HTTP/1.0 200 OK\r\n\r\nabc", nil, "abc"},
		"more than its length": {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef", nil, "abc"},
		"less than its length": {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", fetch.ErrAnswer, ""},
		"cut chunk":            {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc", fetch.ErrAnswer, ""},
		"no end of chunks":     {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", fetch.ErrAnswer, ""},
		"negative length":      {"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc", fetch.ErrAnswer, ""},
		"two lengths":          {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 3\r\n\r\nabc", fetch.ErrAnswer, ""},
		"lying length":         {"HTTP/1.1 200 OK\r\nContent-Length: 33000000\r\n\r\nabc", fetch.ErrAnswer, ""},
		"no HTTP":              {"SSH-2.0-OpenSSH_9.9\r\n", fetch.ErrAnswer, ""},
		"nothing":              {"", fetch.ErrAnswer, ""},
	} {
		address := serveRaw(t, c.answer)
		page, err := fetch.Fetch(t.Context(), address, here)
		if !errors.Is(err, c.want) || string(page.Data) != c.text {
			t.Errorf("%s: %q, %v", name, page.Data, err)
		}
	}
}

func TestSlowPageIsGivenUp(t *testing.T) {
	fetch.SetTimeLimit(t, 100*time.Millisecond)
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/redirects" {
			time.Sleep(40 * time.Millisecond)
			http.Redirect(w, r, "/redirects", http.StatusFound)
			return
		}
		for r.Context().Err() == nil {
			fmt.Fprint(w, ".")
			w.(http.Flusher).Flush()
			time.Sleep(10 * time.Millisecond)
		}
	})
	wantError(t, server.URL, here, fetch.ErrTimeout)
	// The time is for all of them together.
	wantError(t, server.URL+"/redirects", here, fetch.ErrTimeout)
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	wantError(t, "http://"+silent.Addr().String()+"/", here, fetch.ErrTimeout)
	wantError(t, "https://"+silent.Addr().String()+"/", here, fetch.ErrTimeout)
}

func TestCancellingEndsAPageInTheMiddle(t *testing.T) {
	t.Parallel()
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "the beginning")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	ctx, cancel := context.WithCancel(t.Context())
	_, err := fetch.Fetch(ctx, server.URL, fetch.Options{Local: true, Progress: func(_, total int64) {
		if total != -1 {
			t.Errorf("total %d", total)
		}
		cancel()
	}})
	if !errors.Is(err, context.Canceled) || errors.Is(err, fetch.ErrAnswer) {
		t.Errorf("%v", err)
	}
	if _, err := fetch.Fetch(ctx, server.URL, here); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	short, stop := context.WithTimeout(t.Context(), time.Millisecond)
	defer stop()
	if _, err := fetch.Fetch(short, server.URL, here); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, fetch.ErrTimeout) {
		t.Errorf("%v", err)
	}
}

func TestProgressTellsTheWholeWhereItIsKnown(t *testing.T) {
	t.Parallel()
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "200000")
		_, _ = w.Write(make([]byte, 200000))
	})
	var last int64
	opt := fetch.Options{Local: true, Progress: func(received, total int64) {
		if last = received; total != 200000 {
			t.Errorf("total %d", total)
		}
	}}
	if _, err := fetch.Fetch(t.Context(), server.URL, opt); err != nil || last != 200000 {
		t.Errorf("%d, %v", last, err)
	}
}

func TestNobodyListening(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	wantError(t, "http://"+listener.Addr().String()+"/", here, fetch.ErrConnect)
	wantError(t, "https://"+listener.Addr().String()+"/", here, fetch.ErrConnect)
}
