package exchange

import (
	"galley/app/annotation"
	"galley/app/article"
)

// LossKind names something that a format does not carry. The words for people are made in app/ui and app/cli.
type LossKind string

// What Galley's JSON does not carry.
const (
	LossOriginals LossKind = "originals" // articles: the original bytes, their file name, encoding, time of import, how they were read
	LossAccess    LossKind = "access"    // articles fetched from a web address: when, and where redirects led to
	LossVersions  LossKind = "versions"  // articles of which it is not carried that they are later versions of others
	LossTargets   LossKind = "targets"   // places of texts that lead to web addresses
	LossChanges   LossKind = "changes"   // changes of the history
	LossPassages  LossKind = "passages"  // passages that were switched back, so that they are recognised anew as furniture
	LossCues      LossKind = "cues"      // annotations whose cue is not carried
	LossAltered   LossKind = "altered"   // annotations left out because they break a rule, as when the text was altered outside Galley
	LossLinks     LossKind = "links"     // links left out because an end of theirs is not in the file
)

// Loss says how much of one kind is not carried. Count is at least 1.
type Loss struct {
	Kind  LossKind
	Count int
}

// Plan finds out what an export will lose before anything is written, and leaves out what can not be written. Every
// content goes through Add first; then Losses is complete, and Content makes of each what WriteJSON takes.
type Plan struct {
	// Changes is the number of changes in the history of the articles, which the caller has to count.
	Changes int

	counts map[LossKind]int
	sound  map[string]struct{} // the annotations that will be in the file
	links  []annotation.Link
}

// Add takes note of one article.
func (p *Plan) Add(c Content) {
	if p.counts == nil {
		p.counts, p.sound = map[LossKind]int{}, map[string]struct{}{}
	}
	p.counts[LossOriginals]++
	p.counts[LossTargets] += len(c.Article.Hyperlinks)
	if c.Article.Address != "" {
		p.counts[LossAccess]++
	}
	if c.Article.VersionOf != "" {
		p.counts[LossVersions]++
	}
	for _, passage := range c.Article.Passages {
		if passage.Kept {
			p.counts[LossPassages]++
		}
	}
	text := article.NewText(c.Article.Text)
	for _, a := range c.Annotations {
		if !writable(a, c.Article, text) {
			p.counts[LossAltered]++
			continue
		}
		p.sound[a.ID] = struct{}{}
		if a.Cue != nil {
			p.counts[LossCues]++
		}
	}
	p.links = append(p.links, c.Links...)
}

// Losses lists what the file will not carry of everything that was added, in a fixed order, without kinds that lose nothing.
func (p *Plan) Losses() []Loss {
	links := 0
	for _, l := range p.links {
		if !p.linked(l) {
			links++
		}
	}
	var losses []Loss
	for _, l := range []Loss{
		{LossAltered, p.counts[LossAltered]}, {LossLinks, links}, {LossOriginals, p.counts[LossOriginals]},
		{LossAccess, p.counts[LossAccess]}, {LossVersions, p.counts[LossVersions]}, {LossTargets, p.counts[LossTargets]},
		{LossChanges, p.Changes}, {LossPassages, p.counts[LossPassages]}, {LossCues, p.counts[LossCues]},
	} {
		if l.Count > 0 {
			losses = append(losses, l)
		}
	}
	return losses
}

// Content returns c without the annotations and links that WriteJSON would refuse. c itself is left as it is.
func (p *Plan) Content(c Content) Content {
	text := article.NewText(c.Article.Text)
	planned := Content{Article: c.Article}
	for _, a := range c.Annotations {
		if writable(a, c.Article, text) {
			planned.Annotations = append(planned.Annotations, a)
		}
	}
	for _, l := range c.Links {
		if p.linked(l) {
			planned.Links = append(planned.Links, l)
		}
	}
	return planned
}

func (p *Plan) linked(l annotation.Link) bool {
	_, from := p.sound[l.From]
	_, to := p.sound[l.To]
	return from && to
}

func writable(a annotation.Annotation, of *article.Article, text *article.Text) bool {
	a.Cue = nil
	return a.ArticleID == of.ID && annotation.Validate(a, text) == nil
}
