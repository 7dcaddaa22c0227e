package fetch_test

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"galley/app/fetch"

	"golang.org/x/net/dns/dnsmessage"
)

func TestNoSpellingOfThisMachineGetsThrough(t *testing.T) {
	t.Parallel()
	server := serve(t, func(w http.ResponseWriter, r *http.Request) { t.Errorf("reached by %s", r.Host) })
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	for _, host := range []string{
		"127.0.0.1", "127.1", "127.0.1", "0x7f.1", "0177.1", "2130706433", "0x7f000001", "127.0.0.1.", "127.9.9.9", "0.0.0.0", "0",
		"localhost", "localhost.", "LOCALHOST", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "１２７.０.０.１",
		"[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1%25lo]",
	} {
		wantError(t, "http://"+host+":"+port+"/", fetch.Options{}, fetch.ErrLocal)
		wantError(t, "https://"+host+":"+port+"/", fetch.Options{}, fetch.ErrLocal)
	}
}

func TestGuardKnowsPublicAddressesFromOthers(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1",
		"172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1",
		"224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
		"::", "::1", "::7f00:1", "::8.8.8.8", "::ffff:10.0.0.1", "::ffff:0:10.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::8.8.8.8", "100::1",
		"2001:2::1", "2001:10::1", "2001:db8::1", "2002:a00:1::1", "2002:c0a8:101::", "3fff::1", "5f00::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0",
		"fec0::1", "ff02::1", "ff0e::1", "4000::1",
		"2001:0:0a00:1::f7f7:f7f7",     // Teredo, its server in 10/8
		"2001:0:808:808::3f57:fefe",    // Teredo, its client 192.168.1.1
		"2001:0:808:808:0:0:80ff:fffe", // Teredo, its client 127.0.0.1
	} {
		if err := fetch.RefuseLocal(netip.MustParseAddr(s)); !errors.Is(err, fetch.ErrLocal) {
			t.Errorf("%s is taken for public: %v", s, err)
		}
	}
	for _, s := range []string{
		"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1", "169.253.0.1",
		"172.15.255.255", "172.32.0.0", "192.0.1.1", "192.167.1.1", "192.169.1.1", "198.17.255.255", "198.20.0.0", "223.255.255.255",
		"2001:4860:4860::8888", "2606:4700::1111", "2a00::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "2001:0:808:808::f7f7:f7f7",
	} {
		if err := fetch.RefuseLocal(netip.MustParseAddr(s)); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
}

func TestPublicAddressOfThisMachineIsLocal(t *testing.T) {
	fetch.SetInterfaceAddrs(t, &net.IPNet{IP: net.ParseIP("8.8.4.4"), Mask: net.CIDRMask(24, 32)}, &net.IPNet{IP: net.ParseIP("2a00::7"), Mask: net.CIDRMask(64, 128)})
	for s, want := range map[string]error{"8.8.4.4": fetch.ErrLocal, "::ffff:8.8.4.4": fetch.ErrLocal, "2a00::7": fetch.ErrLocal, "8.8.4.5": nil, "2a00::8": nil} {
		if err := fetch.RefuseLocal(netip.MustParseAddr(s)); !errors.Is(err, want) {
			t.Errorf("%s: %v", s, err)
		}
	}
}

// names starts a name server on the loopback that knows the names of a table, each with the address for every next
// question, the last one for all further ones.
func names(t *testing.T, table map[string][]string) *net.Resolver {
	t.Helper()
	socket, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { socket.Close() })
	go func() {
		buf := make([]byte, 1024)
		for {
			n, from, err := socket.ReadFrom(buf)
			if err != nil {
				return
			}
			if answer := answerName(buf[:n], table); answer != nil {
				_, _ = socket.WriteTo(answer, from)
			}
		}
	}()
	dialer := &net.Dialer{}
	return &net.Resolver{PreferGo: true, Dial: dialTo(dialer, socket.LocalAddr().String())}
}

func answerName(question []byte, table map[string][]string) []byte {
	var m dnsmessage.Message
	if m.Unpack(question) != nil || len(m.Questions) != 1 {
		return nil
	}
	q := m.Questions[0]
	m.Response, m.Additionals = true, nil
	addrs, ok := table[strings.TrimSuffix(q.Name.String(), ".")]
	if !ok {
		m.RCode = dnsmessage.RCodeNameError
	} else if q.Type == dnsmessage.TypeA {
		header := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}
		m.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.AResource{A: netip.MustParseAddr(addrs[0]).As4()}}}
		if len(addrs) > 1 {
			table[strings.TrimSuffix(q.Name.String(), ".")] = addrs[1:]
		}
	}
	answer, err := m.Pack()
	if err != nil {
		return nil
	}
	return answer
}

func TestNamesAreJudgedByWhereTheyLead(t *testing.T) {
	fetch.SetResolver(t, names(t, map[string][]string{
		"rebind.example":   {"127.0.0.1"},
		"10.0.0.1.example": {"10.0.0.1"},
		// Public when it is looked at first, local the next time.
		"turns.example": {"127.0.0.3", "127.0.0.1"},
	}))
	fetch.SetPublic(t, netip.MustParseAddr("127.0.0.3"))
	server := serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "text") })
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	wantError(t, "http://rebind.example:"+port+"/", fetch.Options{}, fetch.ErrLocal)
	wantError(t, "https://rebind.example:"+port+"/", fetch.Options{}, fetch.ErrLocal)
	wantError(t, "http://10.0.0.1.example/", fetch.Options{}, fetch.ErrLocal)
	wantError(t, "http://nobody.example/", fetch.Options{}, fetch.ErrHost)
	wantError(t, "http://turns.example:"+port+"/", fetch.Options{}, fetch.ErrConnect)
	wantError(t, "http://turns.example:"+port+"/", fetch.Options{}, fetch.ErrLocal)
	if page, err := fetch.Fetch(t.Context(), "http://rebind.example:"+port, here); err != nil || string(page.Data) != "text" {
		t.Errorf("%v", err)
	}
}

func TestRedirectsAreFollowedByTheRules(t *testing.T) {
	t.Parallel()
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var n int
		switch {
		case strings.HasPrefix(r.URL.Path, "/to/"):
			w.Header().Set("Location", r.URL.Query().Get("to"))
			w.WriteHeader(http.StatusFound)
		case r.URL.Path == "/loop":
			http.Redirect(w, r, "/loop", http.StatusMovedPermanently)
		default:
			if _, err := fmt.Sscanf(r.URL.Path, "/hops/%d", &n); err != nil || n == 0 {
				fmt.Fprint(w, "arrived")
				return
			}
			codes := []int{301, 302, 303, 307, 308}
			w.Header().Set("Location", fmt.Sprintf("%d?x=1#part", n-1))
			w.WriteHeader(codes[n%5])
		}
	})
	page, err := fetch.Fetch(t.Context(), server.URL+"/hops/5", here)
	if err != nil || string(page.Data) != "arrived" || page.Address != server.URL+"/hops/0?x=1" {
		t.Errorf("%+v, %v", page, err)
	}
	wantError(t, server.URL+"/hops/6", here, fetch.ErrRedirects)
	wantError(t, server.URL+"/loop", here, fetch.ErrRedirects)
	for _, to := range []string{
		"file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "data:text/html,x", "https://user:secret@127.0.0.1/", "http://", "http://%zz/",
		"//user:secret@127.0.0.1/", "http://1..1/", "/" + strings.Repeat("x", 9000),
	} {
		address := server.URL + "/to/?to=" + strings.NewReplacer("%", "%25", ":", "%3A").Replace(to)
		if len(address) > 8000 {
			address = serveRaw(t, "HTTP/1.1 302 Found\r\nLocation: "+to+"\r\n\r\n")
		}
		if err := wantError(t, address, here, fetch.ErrRedirects); err != nil && strings.Contains(strings.Replace(err.Error(), address, "", 1), "secret") {
			t.Errorf("%v tells a password", err)
		}
	}
}

func TestInsecureConnectionIsRefused(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { t.Error("reached") }))
	server.Config.ErrorLog = nil
	server.StartTLS()
	defer server.Close()
	err := wantError(t, server.URL, here, fetch.ErrTLS)
	if unknown := (x509.UnknownAuthorityError{}); !errors.As(err, &unknown) {
		t.Errorf("%v does not say why", err)
	}
	plain := serve(t, func(w http.ResponseWriter, r *http.Request) { t.Error("reached") })
	wantError(t, strings.Replace(plain.URL, "http:", "https:", 1), here, fetch.ErrTLS)
	wantError(t, strings.Replace(serveRaw(t, ""), "http:", "https:", 1), here, fetch.ErrTLS)
}

func TestSecurePages(t *testing.T) {
	var version string
	plain := serve(t, func(w http.ResponseWriter, r *http.Request) { t.Error("reached") })
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		version = r.Proto
		switch r.URL.Path {
		case "/down":
			http.Redirect(w, r, plain.URL, http.StatusFound)
		case "/long":
			for i := range 253 {
				w.Header().Set(fmt.Sprint("X-", i), strings.Repeat("x", 1000))
			}
		case "/huge":
			w.Header().Set("X-Long", strings.Repeat("x", 5<<20))
		case "/name":
			http.Redirect(w, r, strings.Replace("https://"+r.Host, "127.0.0.1", "other.example", 1), http.StatusFound)
		}
		fmt.Fprint(w, "text")
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	pool := x509.NewCertPool()
	pool.AddCert(server.Certificate())
	fetch.SetRoots(t, pool)
	fetch.SetResolver(t, names(t, map[string][]string{"other.example": {"127.0.0.1"}}))
	if page, err := fetch.Fetch(t.Context(), server.URL, here); err != nil || string(page.Data) != "text" || version != "HTTP/2.0" {
		t.Errorf("%q by %s, %v", page.Data, version, err)
	}
	wantError(t, server.URL+"/down", here, fetch.ErrRedirects)
	wantError(t, server.URL+"/long", here, fetch.ErrTooLarge)
	// A header that is far too long this version of the protocol only calls broken.
	wantError(t, server.URL+"/huge", here, fetch.ErrAnswer)
	// The certificate is of another name.
	wantError(t, server.URL+"/name", here, fetch.ErrTLS)
	up := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, server.URL+"/up", http.StatusFound) })
	if page, err := fetch.Fetch(t.Context(), up.URL, here); err != nil || page.Address != server.URL+"/up" {
		t.Errorf("%+v, %v", page, err)
	}
}

func dialTo(dialer *net.Dialer, server string) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, _ string) (net.Conn, error) {
		return dialer.DialContext(ctx, network, server)
	}
}
