package shelf_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"galley/app/annotation"
	"galley/app/article"
	"galley/app/ui/shelf"
	"galley/db"
)

func summary(id, title, outlet, published string, status article.Status, claims, denials int) db.Summary {
	s := db.Summary{ID: id, ImportedAt: time.Unix(0, 0), Counts: map[annotation.Tag]int{}}
	s.Title, s.Publisher, s.Published, s.Status = title, outlet, published, status
	if claims > 0 {
		s.Counts[annotation.Claim] = claims
	}
	if denials > 0 {
		s.Counts[annotation.Denial] = denials
	}
	return s
}

var list = func() []db.Summary {
	l := []db.Summary{
		summary("a", "Zebra", "Reuters", "2017-08-08", article.StatusNew, 0, 0),
		summary("b", "apple", "", "", article.StatusDone, 3, 0),
		summary("c", "Mango", "AFP", "2017-09-01T10:00:00Z", article.StatusInProgress, 1, 1),
		summary("d", "Mango, corrected", "AFP", "2018-01-01", article.StatusReviewed, 1, 1),
	}
	l[3].VersionOf = "c"
	return l
}()

func ids(f shelf.Filter, o shelf.Order) string {
	var out []string
	for _, i := range shelf.Arrange(list, f, o) {
		out = append(out, list[i].ID)
	}
	return strings.Join(out, "")
}

func TestArticlesComeInTheOrderAskedFor(t *testing.T) {
	for order, want := range map[shelf.Order]string{
		shelf.ByImport: "abcd", shelf.ByNewest: "dcba", shelf.ByTitle: "bcda", shelf.ByOutlet: "cdab",
		shelf.ByPublished: "dcab", shelf.ByStatus: "acbd", shelf.ByMarks: "bcda",
	} {
		if got := ids(shelf.Filter{Older: true}, order); got != want {
			t.Errorf("by %s: %s, want %s", order, got, want)
		}
	}
}

func TestOnlyArticlesThatAreAskedForAreShown(t *testing.T) {
	for _, test := range []struct {
		f    shelf.Filter
		want string
	}{
		{shelf.Filter{}, "abd"}, // c has a later version
		{shelf.Filter{Older: true}, "abcd"},
		{shelf.Filter{Work: shelf.Unfinished, Older: true}, "ac"},
		{shelf.Filter{Work: shelf.Work(article.StatusDone)}, "b"},
		{shelf.Filter{Marks: shelf.NoMarks}, "a"},
		{shelf.Filter{Marks: shelf.Marks(annotation.Denial)}, "d"},
		{shelf.Filter{Marks: shelf.Marks(annotation.Unverified)}, ""},
		{shelf.Filter{Outlet: "AFP"}, "d"},
		{shelf.Filter{From: "2018"}, "d"},
		{shelf.Filter{From: "2017-08-09", Older: true}, "cd"},
		{shelf.Filter{To: "2017", Older: true}, "ac"},
		{shelf.Filter{From: "2017-08", To: "2017-08"}, "a"},
		{shelf.Filter{From: " 2017-08-08 ", To: "2017-08-08"}, "a"},
	} {
		if got := ids(test.f, shelf.ByImport); got != test.want {
			t.Errorf("%+v: %s, want %s", test.f, got, test.want)
		}
	}
}

func TestOutletsAreListedOnce(t *testing.T) {
	if got := fmt.Sprint(shelf.Outlets(list)); got != "[AFP Reuters]" {
		t.Error(got)
	}
}

func BenchmarkArrange20000(b *testing.B) {
	var many []db.Summary
	for i := range 20_000 {
		many = append(many, summary(fmt.Sprint(i), fmt.Sprintf("Title %d", i*7919%20_000), fmt.Sprintf("Outlet %d", i%50), "2017-08-08", article.StatusNew, i%5, i%3))
	}
	for _, order := range shelf.Orders {
		b.Run(string(order), func(b *testing.B) {
			for b.Loop() {
				shelf.Arrange(many, shelf.Filter{Work: shelf.Unfinished}, order)
			}
		})
	}
}
