package pdf

import (
	"regexp"
	"strings"

	"golang.org/x/text/language"

	"galley/app/article/draft"
)

// said reads what the file says of itself.
func (f *file) said() *Document {
	said := func(key string) string {
		s := textString(f.decrypted(f.key(f.info, key).RawString()))
		return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool { return draft.Dropped(r) || draft.IsBlank(r) }), " ")
	}
	var m Document
	if title := said("Title"); !isFileName(title) {
		m.Title = title
	}
	m.Author = said("Author")
	m.Created = said("CreationDate")
	if tag, err := language.Parse(textString(f.key(f.root, "Lang").RawString())); err == nil && tag != language.Und {
		m.Language = tag.String()
	}
	return &m
}

// decrypted decrypts a string of the object that holds these data, where it is one of its own and the file is encrypted.
func (f *file) decrypted(s string) string {
	if f.crypt == nil || f.infoID == (objectID{}) {
		return s
	}
	return string(f.crypt.decrypt(f.infoID.id, f.infoID.gen, []byte(s)))
}

var fileName = regexp.MustCompile(`(?i)^(?:microsoft (?:word|powerpoint|excel) - .*|untitled.*|(?:un)?titel.*|document\d*|\S*\.(?:docx?|odt|rtf|txt|tex|dvi|ps|pdf|indd|qxd|qxp|pptx?|xlsx?|html?|cdr|pages|wpd|pmd|fm))$`)

// isFileName says whether a title is none, but what the writer's program took from the name of a file.
func isFileName(title string) bool { return fileName.MatchString(title) }
