package app

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"galley/app/annotation"
	"galley/app/article"
)

// GestureCarry is the name of the gesture that takes annotations over to a later version of their article.
const GestureCarry = "carry"

// sameArticle is how alike two texts of one address must be to be versions of one article: pages such as "latest news" have
// another article at the same address each day.
const sameArticle = 0.35

// carried is what a later version of an article gets from the older one.
type carried struct {
	annotations []annotation.Annotation
	links       []annotation.Link
	counts      map[annotation.Placement]int
	waiting     int // of still older versions
}

// carry finds out of which article a is a later version: of the given one, or of the newest that has the same web address
// and much of the same text. It makes the annotations of a out of those of the older one that stand there in the same
// words; the others wait for a person (see Versions). The older article keeps all of its own.
func (in *importing) carry(ctx context.Context, a *article.Article, of string) (carried, error) {
	var c carried
	older, err := in.older(ctx, a, of)
	if err != nil || older == nil {
		return c, err
	}
	a.VersionOf = older.Article.ID
	list, err := annotation.Carry(ctx, older.Text, article.NewText(a.Text), sound(older))
	if err != nil {
		return c, err
	}
	c.counts = map[annotation.Placement]int{}
	if altered := len(older.Annotations) - len(list); altered > 0 {
		c.counts[annotation.NotPlaced] = altered
	}
	var chosen []annotation.Carried
	for _, p := range list {
		c.counts[p.Placement]++
		if p.Placement == annotation.Unchanged || p.Placement == annotation.Moved {
			chosen = append(chosen, p)
		}
	}
	c.annotations, c.links = in.w.copies(chosen, a.ID, older.Links, nil)
	c.waiting, err = in.w.waitingBefore(ctx, older)
	return c, err
}

// sound are the annotations of a document whose quote is what the text says.
func sound(d *Document) []annotation.Annotation {
	var list []annotation.Annotation
	for _, n := range d.Annotations {
		if !d.Altered[n.ID] {
			list = append(list, n)
		}
	}
	return list
}

// older finds and loads the article that a is a later version of, nil if there is none.
func (in *importing) older(ctx context.Context, a *article.Article, of string) (*Document, error) {
	if of != "" {
		d, err := in.w.Article(ctx, of)
		if err != nil {
			return nil, fmt.Errorf("the older version: %w", err)
		}
		return d, nil
	}
	key := addressKey(a.URL)
	if key == "" {
		return nil, nil
	}
	if in.newest == nil {
		in.newest = in.w.newestArticles()
	}
	id := in.newest[key]
	if id == "" {
		return nil, nil
	}
	if slices.ContainsFunc(in.arrivals, func(n arrival) bool { return n.article.ID == id }) { // it must be in the project first
		if err := in.apply(ctx); err != nil {
			return nil, err
		}
	}
	d, err := in.w.Article(ctx, id)
	if err != nil {
		return nil, err
	}
	if d.Article.Text == a.Text || annotation.Similarity(d.Text, article.NewText(a.Text)) < sameArticle {
		return nil, nil
	}
	return d, nil
}

// newestArticles finds for each web address, as addressKey has it, the article of it that was imported last.
func (w *Workspace) newestArticles() map[string]string {
	newest := map[string]string{}
	for _, s := range w.Articles() { // in the order of import
		if key := addressKey(s.URL); key != "" {
			newest[key] = s.ID
		}
	}
	return newest
}

// addressKey is what two web addresses of the same article have in common, "" for what is not the address of an article,
// such as that of a whole site.
func addressKey(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
		return ""
	}
	query := u.Query()
	for name := range query {
		if strings.HasPrefix(name, "utm_") || name == "fbclid" || name == "gclid" {
			query.Del(name)
		}
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.") + "/" + strings.Trim(u.Path, "/") + "?" + query.Encode()
}

// copies makes annotations of the article with that id out of carried ones, with the links between them. known gives the
// copies that are there already, by the id of the older annotation.
func (w *Workspace) copies(list []annotation.Carried, articleID string, links []annotation.Link, known map[string]string) ([]annotation.Annotation, []annotation.Link) {
	fresh := map[string]string{} // id of the older annotation -> that of its copy
	var annotations []annotation.Annotation
	for _, p := range list {
		n := p.Old
		n.ID, n.ArticleID = annotation.NewID(), articleID
		n.Spans, n.Quote, n.Cue = p.Spans, annotation.JoinQuotes(p.Spans), p.Cue
		n.UpdatedAt = w.now()
		fresh[p.Old.ID] = n.ID
		annotations = append(annotations, n)
	}
	end := func(id string) string {
		if c := fresh[id]; c != "" {
			return c
		}
		return known[id]
	}
	var made []annotation.Link
	for _, l := range links {
		from, to := end(l.From), end(l.To)
		if from != "" && to != "" && (fresh[l.From] != "" || fresh[l.To] != "") {
			made = append(made, annotation.Link{ID: annotation.NewID(), Kind: l.Kind, From: from, To: to})
		}
	}
	return annotations, made
}

// Versions compares an article with the one it is a later version of.
type Versions struct {
	Older, Newer *Document
	Differences  []annotation.Difference
	Carried      []annotation.Carried // one for each annotation of Older, in its order
	Waiting      int                  // annotations of versions before Older that were never taken over into the next one
	There        map[string]string    // id of an annotation of Older -> that of the one of Newer that stands in its place
}

// Versions finds out what became of the text and of each annotation in a later version. ErrNoVersion if the article is not
// a later version of another that the project has. It takes long with long texts that differ much.
func (w *Workspace) Versions(ctx context.Context, articleID string) (*Versions, error) {
	defer w.pin()()
	newer, err := w.Article(ctx, articleID)
	if err != nil {
		return nil, fmt.Errorf("compare versions: %w", err)
	}
	if newer.Article.VersionOf == "" {
		return nil, fmt.Errorf("compare versions of %s: %w", articleID, ErrNoVersion)
	}
	older, err := w.Article(ctx, newer.Article.VersionOf)
	if errors.Is(err, ErrUnknownArticle) {
		err = fmt.Errorf("%w: %w", ErrNoVersion, err)
	}
	if err != nil {
		return nil, fmt.Errorf("compare versions of %s: %w", articleID, err)
	}
	v := &Versions{Older: older, Newer: newer, There: map[string]string{}}
	if v.Differences, err = annotation.Differences(ctx, older.Text, newer.Text); err != nil {
		return nil, err
	}
	if v.Carried, err = annotation.Carry(ctx, older.Text, newer.Text, sound(older)); err != nil {
		return nil, err
	}
	for _, n := range older.Annotations {
		if older.Altered[n.ID] {
			v.Carried = append(v.Carried, annotation.Carried{Old: n, Placement: annotation.NotPlaced})
		}
	}
	v.findThere()
	v.Waiting, err = w.waitingBefore(ctx, older)
	return v, err
}

// waitingBefore counts the annotations of the versions before one that were never taken over into the next version: they
// are still where they were, and a person who only looks at the last two versions would miss them.
func (w *Workspace) waitingBefore(ctx context.Context, d *Document) (int, error) {
	waiting := 0
	for seen := map[string]bool{}; d.Article.VersionOf != "" && !seen[d.Article.ID]; {
		seen[d.Article.ID] = true
		before, err := w.Article(ctx, d.Article.VersionOf)
		if errors.Is(err, ErrUnknownArticle) {
			break
		}
		if err != nil {
			return 0, fmt.Errorf("look at the versions before: %w", err)
		}
		v := &Versions{Older: before, Newer: d, There: map[string]string{}}
		for _, n := range before.Annotations {
			v.Carried = append(v.Carried, annotation.Carried{Old: n})
		}
		v.findThere()
		waiting += len(before.Annotations) - len(v.There)
		d = before
	}
	return waiting, nil
}

// findThere finds the copies that were made. They keep who made the mark and when, whatever was done to them since; where
// several were made at once, that of the same tag and place is meant, else the first.
func (v *Versions) findThere() {
	type maker struct {
		at time.Time
		by string
	}
	copies := map[maker][]annotation.Annotation{}
	for _, n := range v.Newer.Annotations {
		key := maker{n.CreatedAt.UTC(), n.CreatedBy}
		copies[key] = append(copies[key], n)
	}
	take := func(p annotation.Carried, same func(annotation.Annotation) bool) {
		key := maker{p.Old.CreatedAt.UTC(), p.Old.CreatedBy}
		if i := slices.IndexFunc(copies[key], same); i >= 0 && v.There[p.Old.ID] == "" {
			v.There[p.Old.ID] = copies[key][i].ID
			copies[key] = slices.Delete(copies[key], i, i+1)
		}
	}
	for _, p := range v.Carried {
		take(p, func(n annotation.Annotation) bool { return n.Tag == p.Old.Tag && slices.Equal(n.Spans, p.Spans) })
	}
	for _, p := range v.Carried {
		take(p, func(annotation.Annotation) bool { return true })
	}
}

// TakeOver makes annotations of a later version out of those of the older one with the given ids, at the places that
// Versions found for them, as one gesture. What is there already, or has no place, is passed over. It returns how many were
// made.
func (w *Workspace) TakeOver(ctx context.Context, articleID string, ids []string) (int, error) {
	w.importing.Lock() // so that two at once see each other's
	defer w.importing.Unlock()
	defer w.pin()()
	v, err := w.Versions(ctx, articleID)
	if err != nil {
		return 0, err
	}
	var chosen []annotation.Carried
	for _, p := range v.Carried {
		if slices.Contains(ids, p.Old.ID) && v.There[p.Old.ID] == "" && len(p.Spans) > 0 {
			chosen = append(chosen, p)
		}
	}
	annotations, links := w.copies(chosen, articleID, v.Older.Links, v.There)
	var changes []annotation.Change
	for _, n := range annotations {
		changes = append(changes, annotation.Change{Name: GestureCarry, After: annotationState(n)})
	}
	for _, l := range links {
		changes = append(changes, annotation.Change{Name: GestureCarry, After: linkState(l)})
	}
	return len(annotations), w.Apply(changes)
}
