package app_test

import (
	"context"
	sqlite "database/sql"
	"errors"
	"testing"

	"galley/app"
	"galley/app/annotation"
)

// alter changes a closed project as another program would.
func alter(t *testing.T, path string, statements ...string) {
	t.Helper()
	file, err := sqlite.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, s := range statements {
		if _, err := file.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatWasAlteredOutsideIsShownAsSuch(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	w := create(t)
	id := load(t, w, harbour).Article.ID
	a := mark(t, w, id, 13, 19, annotation.Denial)
	b := mark(t, w, id, 25, 36, annotation.Claim)
	untouched := load(t, w, "Number one\n\nSomebody said so.\n").Article.ID
	if err := w.Close(ctx); err != nil {
		t.Fatal(err)
	}
	alter(t, w.Path(), `DROP TRIGGER article_text_is_fixed`,
		`UPDATE article SET text = replace(text, 'denied', 'dinied') WHERE id = '`+id+`'`)

	w = open(t, w.Path(), app.Options{})
	d := document(t, w, id)
	if !d.TextAltered || !d.Altered[a.ID] || d.Altered[b.ID] {
		t.Errorf("text altered: %v, annotations altered: %v", d.TextAltered, d.Altered)
	}
	if got := d.Annotations[0]; got.Quote != "denied" || got.Spans[0].Start != 13 {
		t.Errorf("the altered annotation was moved: %+v", got)
	}
	if d := document(t, w, untouched); d.TextAltered || len(d.Altered) > 0 {
		t.Error("the other article is shown as altered")
	}
	if len(w.Opening().Altered) == 0 {
		t.Error("opening does not tell")
	}
	if err := w.SetNote(a.ID, "note"); !errors.Is(err, annotation.ErrQuoteMismatch) {
		t.Errorf("editing an altered annotation: %v, want ErrQuoteMismatch", err)
	}
	if err := w.Delete(a.ID); err != nil {
		t.Errorf("deleting it: %v", err)
	}
	undo(t, w)
	if d := document(t, w, id); !d.Altered[a.ID] || len(d.Annotations) != 2 {
		t.Errorf("after undo: altered %v, %d annotations", d.Altered, len(d.Annotations))
	}
	saved(t, w)
	report, err := w.Check(ctx, nil)
	if err != nil || len(report.Problems) == 0 {
		t.Errorf("check: %v %+v", err, report)
	}
}
