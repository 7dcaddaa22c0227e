package fetch

import (
	"crypto/x509"
	"net"
	"net/netip"
	"net/url"
	"testing"
	"time"
)

// The functions below change what all tests share, so those that call them are not parallel.

func SetTimeLimit(t *testing.T, d time.Duration) { set(t, &timeLimit, d) }

func SetResolver(t *testing.T, r *net.Resolver) { set(t, &resolver, r) }

func SetRoots(t *testing.T, pool *x509.CertPool) { set(t, &roots, pool) }

// SetPublic makes one address public for the guard.
func SetPublic(t *testing.T, public netip.Addr) {
	set(t, &local, func(a netip.Addr) bool { return a != public && isLocal(a) })
	SetInterfaceAddrs(t)
}

func SetInterfaceAddrs(t *testing.T, addrs ...net.Addr) {
	set(t, &interfaceAddrs, func() ([]net.Addr, error) { return addrs, nil })
}

func set[T any](t *testing.T, variable *T, value T) {
	t.Helper()
	before := *variable
	*variable = value
	t.Cleanup(func() { *variable = before })
}

// RefuseLocal asks the guard for an address without connecting to it.
func RefuseLocal(addr netip.Addr) error {
	return refuseLocal("tcp", netip.AddrPortFrom(addr, 80).String(), nil)
}

func FileName(disposition string, u *url.URL, contentType string, data []byte) string {
	return fileName(disposition, u, contentType, data)
}
