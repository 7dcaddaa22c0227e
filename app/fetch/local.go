package fetch

import (
	"fmt"
	"net"
	"net/netip"
	"syscall"
)

// Variables for the tests, which have nothing but the loopback.
var (
	local          = isLocal
	interfaceAddrs = net.InterfaceAddrs
)

// refuseLocal is asked by the dialer for every address it is about to connect to, when all names are resolved. So
// neither spelling, nor a redirect, nor a name that leads elsewhere the second time gets around it.
func refuseLocal(_, address string, _ syscall.RawConn) error {
	target, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s can't be read", ErrLocal, address)
	}
	if addr := target.Addr(); local(addr) || isOwn(addr) {
		return fmt.Errorf("%w: %s", ErrLocal, addr)
	}
	return nil
}

// localV4 are the IPv4 networks without public machines, after the registry of special addresses of IANA.
var localV4 = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
	"192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
	"224.0.0.0/4", "240.0.0.0/4",
)

// localV6 are those of the public IPv6 range. All that is not in the public range is local anyway.
var localV6 = prefixes("2001:2::/48", "2001:10::/28", "2001:db8::/32", "3fff::/20")

var (
	publicV6 = netip.MustParsePrefix("2000::/3")
	teredo   = netip.MustParsePrefix("2001::/32")
)

// embedding are the IPv6 networks in whose addresses an IPv4 address stands, with the byte it begins at.
var embedding = []struct {
	prefix netip.Prefix
	at     int
}{
	{netip.MustParsePrefix("64:ff9b::/96"), 12},    // NAT64
	{netip.MustParsePrefix("::ffff:0:0:0/96"), 12}, // SIIT
	{netip.MustParsePrefix("2002::/16"), 2},        // 6to4
	{teredo, 4},                                    // the server; the client stands at the end, inverted
}

// isLocal says whether an address is not that of a public machine.
func isLocal(addr netip.Addr) bool {
	addr = addr.WithZone("").Unmap()
	if addr.Is4() {
		return within(addr, localV4)
	}
	bytes := addr.As16()
	for _, e := range embedding {
		if !e.prefix.Contains(addr) {
			continue
		}
		if e.prefix == teredo && isLocal(netip.AddrFrom4([4]byte{^bytes[12], ^bytes[13], ^bytes[14], ^bytes[15]})) {
			return true
		}
		return isLocal(netip.AddrFrom4([4]byte(bytes[e.at : e.at+4])))
	}
	return !publicV6.Contains(addr) || within(addr, localV6)
}

// isOwn says whether a public address is that of this machine.
func isOwn(addr netip.Addr) bool {
	own, err := interfaceAddrs()
	if err != nil {
		return false
	}
	for _, a := range own {
		if prefix, err := netip.ParsePrefix(a.String()); err == nil && prefix.Addr().Unmap() == addr.Unmap() {
			return true
		}
	}
	return false
}

func within(addr netip.Addr, all []netip.Prefix) bool {
	for _, p := range all {
		if p.Contains(addr) {
			return true
		}
	}
	return false
}

func prefixes(all ...string) []netip.Prefix {
	parsed := make([]netip.Prefix, len(all))
	for i, s := range all {
		parsed[i] = netip.MustParsePrefix(s)
	}
	return parsed
}
