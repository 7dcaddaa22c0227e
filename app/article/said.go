package article

import (
	"strings"

	"galley/app/article/draft"
)

// firstDate returns the first date among what a document says of itself, with the time where the zone is known.
func firstDate(values []string) string {
	for _, value := range values {
		if hits := findDates(draft.Field(value)); len(hits) > 0 {
			return hits[0].value
		}
	}
	return ""
}

// firstLanguage returns the first language tag among what a document says of itself.
func firstLanguage(values []string) string {
	for _, value := range values {
		tag := strings.TrimSpace(strings.ReplaceAll(value, "_", "-"))
		if languageTag.MatchString(tag) && !strings.EqualFold(tag, "none") && !strings.EqualFold(tag, "und") {
			return tag
		}
	}
	return ""
}
