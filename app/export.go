package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"galley/app/annotation"
	"galley/app/article"
	"galley/app/exchange"
	"galley/db"
)

// Export writes articles with their annotations as Galley's JSON, those with the given ids or without any ids all, in the
// order of their ids. The same project gives the same bytes. Changes that are not in the file yet are exported too. What
// the format can't hold is left out and returned, as ExportLosses returns it beforehand.
func (w *Workspace) Export(ctx context.Context, out io.Writer, ids []string) ([]exchange.Loss, error) {
	chosen, err := w.choose(ids)
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	plan, err := w.plan(ctx, chosen)
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	planned := func(yield func(exchange.Content, error) bool) {
		for c, err := range w.contents(ctx, chosen) {
			if err == nil && hashOf([]byte(c.Article.Text)) != c.Article.SHA256 { // the format would not say which one it is
				err = fmt.Errorf("article %q (%s): %w", titleOf(c.Article), c.Article.ID, exchange.ErrHash)
			}
			if err == nil {
				c = plan.Content(c)
			}
			if !yield(c, err) {
				return
			}
		}
	}
	if err := exchange.WriteJSON(out, planned); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	return plan.Losses(), nil
}

// ExportLosses lists what Export will not carry.
func (w *Workspace) ExportLosses(ctx context.Context, ids []string) ([]exchange.Loss, error) {
	chosen, err := w.choose(ids)
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	plan, err := w.plan(ctx, chosen)
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	return plan.Losses(), nil
}

// choose puts the wanted articles in order.
func (w *Workspace) choose(ids []string) ([]string, error) {
	present := map[string]bool{}
	for _, s := range w.Articles() {
		present[s.ID] = true
	}
	if len(ids) == 0 {
		return slices.Sorted(maps.Keys(present)), nil
	}
	for _, id := range ids {
		if !present[id] {
			return nil, fmt.Errorf("%s: %w", id, ErrUnknownArticle)
		}
	}
	chosen := slices.Sorted(slices.Values(ids))
	return slices.Compact(chosen), nil
}

func (w *Workspace) plan(ctx context.Context, ids []string) (*exchange.Plan, error) {
	plan := &exchange.Plan{}
	for c, err := range w.contents(ctx, ids) {
		if err != nil {
			return nil, err
		}
		plan.Add(c)
	}
	if len(ids) == 0 { // for db that would mean all
		return plan, nil
	}
	var err error
	plan.Changes, err = w.countChanges(ctx, ids)
	return plan, err
}

// countChanges counts the articles' changes in the file and in the queue.
func (w *Workspace) countChanges(ctx context.Context, ids []string) (int, error) {
	w.writer.turn.Lock()
	defer w.writer.turn.Unlock()
	n, err := w.db.CountChanges(ctx, ids)
	if err != nil {
		return 0, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, b := range w.writer.queue {
		for _, c := range b.Changes {
			if slices.Contains(ids, subjectOf(c).articleID) {
				n++
			}
		}
	}
	return n, nil
}

// contents goes through the articles, one at a time in memory. Links come with the article they begin in.
func (w *Workspace) contents(ctx context.Context, ids []string) iter.Seq2[exchange.Content, error] {
	return func(yield func(exchange.Content, error) bool) {
		for _, id := range ids {
			d, err := w.Article(ctx, id)
			if err != nil {
				yield(exchange.Content{}, err)
				return
			}
			if !yield(exchange.Content{Article: d.Article, Annotations: d.Annotations, Links: d.outgoing()}, nil) {
				return
			}
		}
	}
}

// outgoing lists the links that begin in the document.
func (d *Document) outgoing() []annotation.Link {
	own := make(map[string]bool, len(d.Annotations))
	for _, a := range d.Annotations {
		own[a.ID] = true
	}
	var links []annotation.Link
	for _, l := range d.Links {
		if own[l.From] {
			links = append(links, l)
		}
	}
	return links
}

// ExportFile is Export into a file, which afterwards is there whole or, with an error, as it was before.
func (w *Workspace) ExportFile(ctx context.Context, path string, ids []string) ([]exchange.Loss, error) {
	if err := w.exportable(path); err != nil {
		return nil, fmt.Errorf("export to %s: %w", path, err)
	}
	var losses []exchange.Loss
	err := writeWhole(path, func(out io.Writer) (err error) {
		losses, err = w.Export(ctx, out, ids)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", path, err)
	}
	return losses, nil
}

// exportable says whether an export may take the place of what is at path. No project is replaced, under whatever name.
func (w *Workspace) exportable(path string) error {
	info, err := os.Stat(path)
	switch {
	case w.isProject(path), w.db.IsSideFile(path):
		return ErrSameProject
	case err != nil || !info.Mode().IsRegular(): // writeWhole looks further
		return nil
	case strings.EqualFold(filepath.Ext(path), Extension), db.IsProject(path):
		return ErrOtherProject
	}
	return nil
}

// isProject says whether path is the open project's own file, under whatever name. It does not open it: that would drop
// SQLite's lock.
func (w *Workspace) isProject(path string) bool {
	own, err := os.Stat(w.Path())
	if err != nil {
		return filepath.Clean(path) == filepath.Clean(w.Path())
	}
	other, err := os.Stat(path)
	return err == nil && os.SameFile(own, other)
}

// writeWhole writes a file by way of a temporary one beside it, so that at no moment a part of it is there under its
// name. A link at path is followed, the mode of a file that is there is kept, and one that is marked read-only stays.
func writeWhole(path string, write func(io.Writer) error) error {
	mode, there := os.FileMode(0o666), false
	if _, err := os.Lstat(path); err == nil {
		target, err := filepath.EvalSymlinks(path)
		if err != nil {
			return fmt.Errorf("it is a link that leads nowhere: %w", err)
		}
		info, err := os.Stat(target)
		switch {
		case err != nil:
			return err
		case !info.Mode().IsRegular():
			return ErrNotFile
		case info.Mode().Perm()&0o222 == 0:
			return fmt.Errorf("the file is read-only: %w", os.ErrPermission)
		}
		path, mode, there = target, info.Mode().Perm(), true
	}
	db.RemoveLeftovers(filepath.Dir(path))
	// The name is short, so that every name that a file can have can be written.
	temp := filepath.Join(filepath.Dir(path), ".galley-export-"+annotation.NewID())
	err := writeTemp(temp, mode, there, write)
	if err == nil {
		if err = os.Rename(temp, path); err == nil {
			syncFolder(filepath.Dir(path))
			return nil
		}
		os.Remove(temp)
	}
	return withoutName(err, temp)
}

func writeTemp(temp string, mode os.FileMode, exactly bool, write func(io.Writer) error) (err error) {
	file, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(temp)
		}
	}()
	if err = write(file); err != nil {
		return err
	}
	if exactly { // whatever the umask took away
		if err = file.Chmod(mode); err != nil {
			return err
		}
	}
	if err = file.Sync(); err != nil {
		return err
	}
	return file.Close()
}

// withoutName is the reason alone of an error about the temporary file, whose name helps nobody.
func withoutName(err error, temp string) error {
	var ofPath *os.PathError
	var ofLink *os.LinkError
	switch {
	case errors.As(err, &ofPath) && ofPath.Path == temp:
		return ofPath.Err
	case errors.As(err, &ofLink) && ofLink.Old == temp:
		return ofLink.Err
	}
	return err
}

// syncFolder makes a rename durable where the system can. Windows can't, and need not.
func syncFolder(folder string) {
	if f, err := os.Open(folder); err == nil {
		_ = f.Sync()
		f.Close()
	}
}

// titleOf is what an article is called in messages.
func titleOf(a *article.Article) string {
	if t := strings.TrimSpace(a.Title); t != "" {
		return t
	}
	return a.ID
}
