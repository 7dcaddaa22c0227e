package markup

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"galley/app/article/draft"
)

// unseenTags are the elements whose content is no text of the page: code, form fields, what stands in for a picture or a
// player, and pages within the page.
var unseenTags = draft.Set("head title script style noscript template iframe frameset noframes noembed object embed applet svg " +
	"canvas video audio select datalist textarea input option annotation annotation-xml")

// unseenClasses are the names that the frameworks of the web give to text for screen readers only.
var unseenClasses = draft.Set("sr-only visually-hidden visuallyhidden screen-reader-text screenreader-only")

// Unseen says whether the content of an element of that name never is text of the page.
func Unseen(tag string) bool { return unseenTags[tag] }

// isUnseen says whether an element shows nothing. Scripts that show a page once it is there hide its body until then.
func (w *Walker) isUnseen(tag string, attrs []html.Attribute) bool {
	if unseenTags[tag] || w.skip[tag] {
		return true
	}
	if tag == "html" || tag == "body" {
		return false
	}
	if HasAttribute(attrs, "hidden") && Attribute(attrs, "hidden") != "until-found" || tag == "dialog" && !HasAttribute(attrs, "open") {
		return true
	}
	if Attribute(attrs, "role") == "doc-backlink" { // the arrow from a note to its mark
		return true
	}
	if s := plainStyle(attrs); strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
		return true
	}
	return slices.ContainsFunc(strings.Fields(Attribute(attrs, "class")), func(c string) bool { return unseenClasses[c] })
}

func keepsBreaks(attrs []html.Attribute) bool {
	return strings.Contains(plainStyle(attrs), "white-space:pre")
}

func plainStyle(attrs []html.Attribute) string {
	s := Attribute(attrs, "style")
	if s == "" {
		return ""
	}
	return strings.ToLower(strings.Join(strings.Fields(s), ""))
}

// Attribute returns the value of an attribute, "" when it is not there.
func Attribute(attrs []html.Attribute, key string) string {
	for _, a := range attrs {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// HasAttribute says whether an attribute is there.
func HasAttribute(attrs []html.Attribute, key string) bool {
	return slices.ContainsFunc(attrs, func(a html.Attribute) bool { return a.Key == key && a.Namespace == "" })
}
