package child_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/app/article"
	"galley/app/child"
)

const page = `<!DOCTYPE html><html lang="en"><head><title>Truce</title></head><body><article><h1>Truce</h1>
<p>The coalition denied responsibility on Tuesday for an attack near the border, which killed dozens of people there.</p>
<p>A spokesman said that <a href="https://example.org/x">36 of its fighters</a> had been killed in the attack on Monday.</p></article></body></html>`

func read(t *testing.T, name, data string) (child.Document, error) {
	t.Helper()
	return child.Read(context.Background(), article.Source{Name: name, Data: []byte(data)}, article.Options{})
}

func TestAChildReadsADocumentAsReadDoes(t *testing.T) {
	src := article.Source{Name: "truce.html", Data: []byte(page), Address: "https://example.org/truce"}
	want, err := article.Read(context.Background(), src, article.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := child.Read(context.Background(), src, article.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprintf("%+v", *got.Article) != fmt.Sprintf("%+v", *want) || len(got.Hyperlinks) != 1 || !bytes.Equal(got.Original, src.Data) {
		t.Errorf("got %+v\nwant %+v", got.Article, want)
	}
}

func TestErrorsKeepTheirMeaningAndNameTheFile(t *testing.T) {
	for name, test := range map[string]struct {
		data string
		want error
	}{
		"broken.pdf": {"%PDF-1.4\nnothing", article.ErrDamaged},
		"empty.html": {"<!DOCTYPE html><html><body></body></html>", article.ErrNoText},
		"photo.txt":  {"\x89PNG\r\n\x1a\n\x00", article.ErrBinary},
	} {
		_, err := read(t, name, test.data)
		if !errors.Is(err, test.want) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
}

func TestManyDocumentsAtOnceEachGetTheirOwnText(t *testing.T) {
	var wait sync.WaitGroup
	for i := range 20 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			mark := fmt.Sprintf("number %d of", i)
			d, err := read(t, "page.html", strings.Replace(page, "dozens of", mark, 1))
			if err != nil || !strings.Contains(d.Text, mark) {
				t.Errorf("page %d: %v", i, err)
			}
		}()
	}
	wait.Wait()
}

func TestACallIsEndedWhenTheContextIs(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(100*time.Millisecond, cancel)
	_, err := child.Read(ctx, article.Source{Name: "slow.html", Data: []byte(child.Slow)}, article.Options{})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := read(t, "next.html", page); err != nil {
		t.Errorf("after that: %v", err)
	}
}

func TestADocumentThatHangsBreaksDownOrEatsMemoryIsGivenUp(t *testing.T) {
	for data, want := range map[string]error{child.Crash: child.ErrCrash, child.Hungry: child.ErrTooMuchMemory} {
		if _, err := read(t, "bad.html", data); !errors.Is(err, want) || !strings.Contains(err.Error(), "bad.html") {
			t.Errorf("%v, want %v", err, want)
		}
	}
	back := child.SetTimeLimit(500 * time.Millisecond)
	_, err := read(t, "bad.html", child.Slow)
	back()
	if !errors.Is(err, child.ErrTooSlow) || !strings.Contains(err.Error(), "bad.html") {
		t.Errorf("%v, want %v", err, child.ErrTooSlow)
	}
	if _, err := read(t, "good.html", page); err != nil {
		t.Errorf("after that: %v", err)
	}
}

func TestAChildKnowsNothingOfThePerson(t *testing.T) {
	os.Setenv("GALLEY_SECRET", "x")
	defer os.Unsetenv("GALLEY_SECRET")
	d, err := read(t, "env.html", child.Environment)
	if err == nil {
		t.Fatal(d.Text)
	}
	if strings.Contains(err.Error(), "GALLEY_SECRET") || !strings.Contains(err.Error(), "GOTRACEBACK") {
		t.Error(err)
	}
}

func BenchmarkChildBesideThisProcess(b *testing.B) {
	src := article.Source{Name: "truce.html", Data: []byte(page)}
	b.Run("this process", func(b *testing.B) {
		for b.Loop() {
			article.Read(context.Background(), src, article.Options{})
		}
	})
	b.Run("child", func(b *testing.B) {
		for b.Loop() {
			child.Read(context.Background(), src, article.Options{})
		}
	})
}
