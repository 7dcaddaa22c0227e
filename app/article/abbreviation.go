package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/app/article/draft"
)

// abbreviation says when a sentence goes on behind the full stop of an abbreviation.
type abbreviation uint8

const (
	beforeName   abbreviation = iota + 1 // always followed by what it belongs to: "Mr."
	beforeNumber                         // a word too: goes on only before a figure: "No.", "Jan."
	mayEnd                               // ends a sentence only when the next word looks like a beginning: "Inc."
)

// longestAbbreviation is the number of letters of the longest key in abbreviations.
const longestAbbreviation = 6

// abbreviations are in small letters and without the last full stop.
var abbreviations = abbreviationTable(map[abbreviation]string{
	beforeName: "mr mrs ms mx dr prof profs gen sen sens rep reps gov govs lt col capt cpt sgt cpl maj adm cmdr cdr brig " +
		"pres rev fr st mt messrs mme mlle supt insp amb atty vs viz cf e.g i.e ca dott ing herr frau sig sra sr.a gr " +
		"hon pvt asst",
	beforeNumber: "no nos nr p pp vol vols fig figs art arts sec sect ch chap par n° nº tel ext " +
		"jan feb mar apr jun jul aug sep sept oct nov dec",
	mayEnd: "inc ltd co corp jr sr bros llc plc dept univ assn est esq ph.d al ed eds trans ft ave blvd det dir treas " +
		"v approx cos bldg intl natl",
})

func abbreviationTable(lists map[abbreviation]string) map[string]abbreviation {
	table := make(map[string]abbreviation)
	for kind, list := range lists {
		for _, word := range strings.Fields(list) {
			table[word] = kind
		}
	}
	return table
}

// starters are words that begin a sentence so often, and so seldom a name, that a full stop before them ends one.
var starters = wordSet("a about according after all although among an and another any are as at because before but by " +
	"can could despite did do does during each earlier even every few for from had has have he her here his how however " +
	"i if in instead is it its just last later like many meanwhile more moreover most my neither no none nor not now of " +
	"on once one only or other others our she should since so some soon still such that the their then there these they " +
	"this those though through thus to today tomorrow two under unlike until was we were what when where whether which " +
	"while who why will with would yes yesterday yet you your")

// hoursGoOn are the words behind "a.m." and "p.m." that belong to the time.
var hoursGoOn = wordSet("monday tuesday wednesday thursday friday saturday sunday january february march april may june " +
	"july august september october november december et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest " +
	"ist jst eastern central pacific mountain local")

func wordSet(list string) map[string]bool {
	set := make(map[string]bool)
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}

// abbreviated says whether the full stop behind word is that of an abbreviation and the sentence goes on. After is what
// follows, from its first letter or figure on; quoted says that an opening quotation mark or bracket is before that.
func abbreviated(word, after string, quoted bool) bool {
	next, _ := utf8.DecodeRuneInString(after)
	following := strings.ToLower(after[:len(after)-len(strings.TrimLeftFunc(after, isWordRune))])
	starts := quoted || starters[following]
	folded := strings.ToLower(word)
	switch abbreviations[folded] {
	case beforeName:
		return true
	case beforeNumber:
		return unicode.IsNumber(next)
	case mayEnd:
		return !starts && unicode.IsUpper(next)
	}
	if folded == "a.m" || folded == "p.m" {
		return hoursGoOn[following]
	}
	if isInitials(word) {
		return !starts && unicode.IsUpper(next)
	}
	return false
}

// isInitials says whether word is one capital, or single letters with full stops between: "J", "U.S", "J.R.R".
func isInitials(word string) bool {
	first, w := utf8.DecodeRuneInString(word)
	if w == len(word) {
		return unicode.IsUpper(first)
	}
	if !unicode.IsLetter(first) {
		return false
	}
	for rest := word[w:]; rest != ""; {
		tail, dot := strings.CutPrefix(rest, ".")
		letter, w := utf8.DecodeRuneInString(tail)
		if !dot || !unicode.IsLetter(letter) {
			return false
		}
		rest = tail[w:]
	}
	return true
}

// isLabel says whether word is the number or letter of an item of a list: "1", "12", "a", "B", "iii".
func isLabel(word string) bool {
	if word == "" || len(word) > 4 {
		return false
	}
	digits := strings.Trim(word, "0123456789") == ""
	roman := strings.Trim(word, "ivx") == ""
	return digits && len(word) <= 3 || roman || len(word) == 1 && unicode.IsLetter(rune(word[0]))
}

// lastWord returns what stands in s behind the last blank, opening bracket or quotation mark, at most 32 bytes.
func lastWord(s string) string {
	s = s[max(0, len(s)-32):]
	i := strings.LastIndexFunc(s, func(r rune) bool { return draft.IsBlank(r) || isOpening(r) || r == '-' || r == '/' })
	if i < 0 {
		return s
	}
	_, w := utf8.DecodeRuneInString(s[i:])
	return s[i+w:]
}

// isOpening says whether r is a bracket or quotation mark that can open, or a blank between such.
func isOpening(r rune) bool {
	return strings.ContainsRune("\"'`([{«‹„‚“‘¿¡*_", r) || draft.IsBlank(r) || unicode.In(r, unicode.Ps, unicode.Pi)
}
