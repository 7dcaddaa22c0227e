package article

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// linkedData is what the JSON-LD of a page says of its article.
type linkedData struct{ headline, author, publisher, published, language string }

// maxLDDepth is how deep JSON-LD is looked into.
const maxLDDepth = 12

var (
	ldArticle = regexp.MustCompile(`(?i)(?:Article|BlogPosting|Report|SocialMediaPosting|DiscussionForumPosting)$`)
	ldFrame   = regexp.MustCompile(`^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/|;)\s*$`)
)

// ldGraph holds all objects of a page's JSON-LD.
type ldGraph struct {
	byID     map[string]map[string]any
	articles []map[string]any
	pages    []map[string]any
}

// readJSONLD reads the scripts that can be read and takes what the article in them says, then what a page says. Where
// there are several articles, it is the first one whose headline stands in the title of the page.
func readJSONLD(scripts []string, title string) linkedData {
	g := ldGraph{byID: make(map[string]map[string]any)}
	for _, script := range scripts {
		if value, ok := parseJSONLD(script); ok {
			g.collect(value, 0)
		}
	}
	var d linkedData
	objects := g.pages
	if len(g.articles) > 0 {
		i := slices.IndexFunc(g.articles, func(a map[string]any) bool { return fits(ldString(a["headline"]), title) })
		objects = append([]map[string]any{g.articles[max(0, i)]}, g.pages...)
	}
	for _, object := range objects {
		setOnce(&d.headline, ldString(object["headline"]))
		setOnce(&d.author, strings.Join(g.names(object["author"], 0), ", "))
		if d.author == "" {
			d.author = strings.Join(g.names(object["creator"], 0), ", ")
		}
		if names := g.names(object["publisher"], 0); len(names) > 0 {
			setOnce(&d.publisher, names[0])
		}
		setOnce(&d.published, ldString(object["datePublished"]))
		setOnce(&d.language, ldString(object["inLanguage"]))
	}
	return d
}

// fits says whether a headline stands in the title of the page too.
func fits(headline, title string) bool {
	headline = oneLine(headline, maxTitle)
	return headline != "" && strings.Contains(strings.ToLower(title), strings.ToLower(headline))
}

// parseJSONLD forgives what pages do wrong most: frames of comments around it, and line breaks within strings.
func parseJSONLD(script string) (any, bool) {
	script = ldFrame.ReplaceAllString(script, "")
	var value any
	if json.Unmarshal([]byte(script), &value) == nil {
		return value, true
	}
	script = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, script)
	return value, json.Unmarshal([]byte(script), &value) == nil
}

func (g *ldGraph) collect(value any, depth int) {
	if depth > maxLDDepth {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			g.collect(item, depth+1)
		}
	case map[string]any:
		if id := ldString(v["@id"]); id != "" && len(v) > 1 && g.byID[id] == nil {
			g.byID[id] = v
		}
		switch types := ldTypes(v); {
		case slices.ContainsFunc(types, ldArticle.MatchString):
			g.articles = append(g.articles, v)
		case slices.Contains(types, "WebPage"):
			g.pages = append(g.pages, v)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "hasPart"} {
			g.collect(v[key], depth+1)
		}
	}
}

func ldTypes(object map[string]any) []string {
	var types []string
	switch t := object["@type"].(type) {
	case string:
		types = append(types, t)
	case []any:
		for _, item := range t {
			if s, ok := item.(string); ok {
				types = append(types, s)
			}
		}
	}
	return types
}

// names are those of a person, an organisation, or a list of both; a reference is followed.
func (g *ldGraph) names(value any, depth int) []string {
	if depth > 3 {
		return nil
	}
	switch v := value.(type) {
	case string:
		if name := cleanByline(v); name != "" {
			return []string{name}
		}
	case map[string]any:
		if name := cleanByline(ldString(v["name"])); name != "" {
			return []string{name}
		}
		if object := g.byID[ldString(v["@id"])]; object != nil {
			return g.names(object["name"], depth+1)
		}
	case []any:
		var names []string
		for _, item := range v[:min(len(v), 20)] {
			for _, name := range g.names(item, depth+1) {
				if !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
		return names
	}
	return nil
}

// ldString is a value that is a text, a list that begins with one, or an object that has one as its value.
func ldString(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case []any:
		if len(v) > 0 {
			s, _ := v[0].(string)
			return s
		}
	case map[string]any:
		for _, key := range []string{"@value", "alternateName", "name"} {
			if s, ok := v[key].(string); ok {
				return s
			}
		}
	}
	return ""
}
