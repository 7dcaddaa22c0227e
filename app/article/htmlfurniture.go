package article

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"galley/app/article/markup"
)

// furnitureNames are the ids and classes of what stands around an article on many sites and never belongs to it.
var furnitureNames = regexp.MustCompile(`(?i)^(?:cookie|consent|gdpr|onetrust|disqus|comments?$|comment-?list|comments?[-_]|newsletter|` +
	`advert|adsbygoogle|ads?$|ad[-_](?:slot|unit|banner|container|wrapper|wrap|box|block|label|placeholder)|werbung|anzeigen?$|publicidad|publicite$|sponsored|` +
	`google[-_]ad|taboola|outbrain|paywall-promo|social-share|share-(?:bar|buttons|tools))|` +
	`(?:cookie|consent|gdpr)[-_]?(?:banner|notice|bar|popup|overlay|message|wall)`)

var furnitureRoles = wordSet("navigation dialog alertdialog search")

// removeFurniture takes out of a page what is known not to belong to its article, unless it holds most of the text.
func removeFurniture(root *html.Node) {
	most := countText(root) / 3
	var remove []*html.Node
	var find func(n *html.Node)
	find = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && isFurniture(c) && countText(c) < most {
				remove = append(remove, c)
				continue
			}
			find(c)
		}
	}
	find(root)
	for _, n := range remove {
		n.Parent.RemoveChild(n)
	}
}

func isFurniture(n *html.Node) bool {
	switch n.Data {
	case "nav":
		return true
	case "html", "body", "head", "main", "article", "p", "a", "script", "meta", "link":
		return false
	}
	if furnitureRoles[strings.ToLower(markup.Attribute(n.Attr, "role"))] || furnitureNames.MatchString(markup.Attribute(n.Attr, "id")) {
		return true
	}
	for _, class := range strings.Fields(markup.Attribute(n.Attr, "class")) {
		if furnitureNames.MatchString(class) {
			return true
		}
	}
	return false
}

// countText is the number of bytes of text in a node.
func countText(n *html.Node) int {
	if n.Type == html.TextNode {
		return len(strings.TrimSpace(n.Data))
	}
	if markup.Unseen(n.Data) {
		return 0
	}
	sum := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		sum += countText(c)
	}
	return sum
}
