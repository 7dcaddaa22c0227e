package draft

import "strings"

// Set makes a set of the words of a list.
func Set(list string) map[string]bool {
	set := make(map[string]bool)
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}
