package draft

import (
	"net/url"
	"strings"
)

// Hyperlink is a range of the text, in code points, that leads to a web address or a mail address.
type Hyperlink struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	URL   string `json:"url"` // absolute: http, https or mailto
}

// Absolute resolves an address and returns it if it is one of the web or of mail, else "".
func Absolute(base *url.URL, href string) string {
	href = strings.TrimSpace(href)
	if href == "" || strings.HasPrefix(href, "#") || len(href) > 4096 {
		return ""
	}
	u, err := url.Parse(href)
	if err != nil {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	switch {
	case (u.Scheme == "http" || u.Scheme == "https") && u.Host != "", u.Scheme == "mailto" && u.Opaque != "":
		return u.String()
	}
	return ""
}
