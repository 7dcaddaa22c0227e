package article

import "unicode"

// isBlank says whether a character shows nothing by itself: white space of any script, zero-width space, word joiner
// and byte order mark. Joiners and direction marks are no blanks, because they belong to the words they stand at.
func isBlank(r rune) bool {
	if r < 0x80 {
		return r == ' ' || r >= '\t' && r <= '\r'
	}
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u2060' || r == '\ufeff'
}
