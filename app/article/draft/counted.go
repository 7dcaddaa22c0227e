package draft

import (
	"strconv"
	"strings"
)

// Counted writes a number in the form that lists name by its first: "1", "a", "A", "i" or "I".
func Counted(n int, form string) string {
	const lastRoman, lastLetter = 3999, 26 * 4
	switch {
	case (form == "a" || form == "A") && n > 0 && n <= lastLetter:
		letter := rune('a' + (n-1)%26)
		if form == "A" {
			letter += 'A' - 'a'
		}
		return strings.Repeat(string(letter), (n-1)/26+1)
	case form == "i" && n > 0 && n <= lastRoman:
		return strings.ToLower(roman(n))
	case form == "I" && n > 0 && n <= lastRoman:
		return roman(n)
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	values := []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	letters := []string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	var s strings.Builder
	for i, v := range values {
		for ; n >= v; n -= v {
			s.WriteString(letters[i])
		}
	}
	return s.String()
}
