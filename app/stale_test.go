package app_test

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"

	"galley/app"
	"galley/app/article"
)

// TestAnArticleIsReadWhileItGoesAndComesBack is for the race detector.
func TestAnArticleIsReadWhileItGoesAndComesBack(t *testing.T) {
	w := create(t)
	id := load(t, w, "A text.").Article.ID
	done := make(chan struct{})
	var readers sync.WaitGroup
	readers.Add(1)
	go func() {
		defer readers.Done()
		for {
			select {
			case <-done:
				return
			default:
			}
			if _, err := w.Article(context.Background(), id); err != nil && !errors.Is(err, app.ErrUnknownArticle) {
				t.Error(err)
				return
			}
		}
	}()
	for range 20 {
		if err := w.RemoveArticle(id); err != nil {
			t.Fatal(err)
		}
		undo(t, w)
	}
	close(done)
	readers.Wait()
}

// TestReadingAnewKeepsAStatusThatIsNotSavedYet: the file is behind as long as nothing can be written.
func TestReadingAnewKeepsAStatusThatIsNotSavedYet(t *testing.T) {
	w := create(t)
	d := load(t, w, "Caf\xe9, na\xefve, r\xe9sum\xe9 and more caf\xe9s.")
	saved(t, w)
	if err := os.Rename(w.Path(), w.Path()+".moved"); err != nil {
		t.Fatal(err)
	}
	m := d.Article.Metadata
	m.Status = article.StatusDone
	if err := w.SetMetadata(d.Article.ID, m); err != nil {
		t.Fatal(err)
	}
	id, err := w.Reread(context.Background(), d.Article.ID, article.Options{Encoding: "koi8-r"})
	if err != nil {
		t.Fatal(err)
	}
	if got := document(t, w, id).Article.Status; got != article.StatusDone {
		t.Errorf("the status is %q, was %q", got, article.StatusDone)
	}
}
