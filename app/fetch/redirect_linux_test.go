package fetch_test

// Only on Linux does the loopback have a second address without being told.

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"galley/app/fetch"
)

func TestRedirectFromAPublicPageToThisMachineIsRefused(t *testing.T) {
	fetch.SetPublic(t, netip.MustParseAddr("127.0.0.1"))
	listener, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Fatal(err)
	}
	var reached atomic.Bool
	inner := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Store(true) }))
	inner.Listener.Close()
	inner.Listener = listener
	inner.Start()
	defer inner.Close()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	outer := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/page" {
			fmt.Fprint(w, "text")
			return
		}
		http.Redirect(w, r, "http://"+strings.TrimPrefix(r.URL.Path, "/")+":"+port+"/", http.StatusFound)
	})
	if _, err := fetch.Fetch(t.Context(), outer.URL+"/page", fetch.Options{}); err != nil {
		t.Fatalf("the first page is not public: %v", err)
	}
	for _, host := range []string{"127.0.0.2", "127.2", "0x7f000002", "[::ffff:127.0.0.2]"} {
		wantError(t, outer.URL+"/"+host, fetch.Options{}, fetch.ErrLocal)
	}
	if reached.Load() {
		t.Error("the inner server was reached")
	}
}
