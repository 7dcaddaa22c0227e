package draft

import (
	"strings"
	"unicode/utf8"
)

// Field makes a line of a value of a document's properties; what is far too long for one is left out.
func Field(s string) string {
	s = strings.Map(func(r rune) rune {
		if Dropped(r) && r != '\t' && r != '\n' && r != '\r' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > 1000 {
		return ""
	}
	return s
}
