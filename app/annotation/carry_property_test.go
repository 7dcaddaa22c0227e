package annotation_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"galley/app/annotation"
	"galley/app/article"
)

// plain leaves of a text what Carry and Differences go by. It knows nothing of words.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || strings.ContainsRune("\u200b\u2060\ufeff", r):
			return -1
		case strings.ContainsRune("“”„‟«»″＂", r):
			return '"'
		case strings.ContainsRune("‘’‚‛‹›′＇ʼ", r):
			return '\''
		}
		return r
	}, s)
}

// checkCarried checks what is true of everything that is carried to a text.
func checkCarried(t interface{ Fatalf(string, ...any) }, after *article.Text, annotations []annotation.Annotation, carried []annotation.Carried) {
	if len(carried) != len(annotations) {
		t.Fatalf("%d annotations became %d", len(annotations), len(carried))
	}
	for i, c := range carried {
		if !annotation.Equal(c.Old, annotations[i]) || !slices.Contains(annotation.Placements, c.Placement) {
			t.Fatalf("annotation %d became %+v", i, c)
		}
		if (c.Placement == annotation.NotPlaced) != (c.Spans == nil) {
			t.Fatalf("%s at %v", c.Placement, c.Spans)
		}
		if c.Placement == annotation.NotPlaced {
			continue
		}
		moved := c.Old
		moved.Spans, moved.Quote, moved.Cue = c.Spans, annotation.JoinQuotes(c.Spans), c.Cue
		if err := annotation.Validate(moved, after); err != nil {
			t.Fatalf("%s at %v: %v", c.Placement, c.Spans, err)
		}
		if c.Placement == annotation.Changed {
			continue
		}
		if len(c.Spans) != len(c.Old.Spans) {
			t.Fatalf("%v is %s at %v", c.Old.Spans, c.Placement, c.Spans)
		}
		for j, s := range c.Spans {
			if plain(s.Quote) != plain(c.Old.Spans[j].Quote) {
				t.Fatalf("%q is %s as %q", c.Old.Spans[j].Quote, c.Placement, s.Quote)
			}
		}
	}
}

// checkDifferences checks that the pieces follow each other in both texts and say what they are.
func checkDifferences(t interface{ Fatalf(string, ...any) }, before, after *article.Text, differences []annotation.Difference) {
	b, a := 0, 0
	for _, d := range differences {
		deleted, inserted := before.Slice(d.BeforeStart, d.BeforeEnd), after.Slice(d.AfterStart, d.AfterEnd)
		wrong := d.BeforeStart != b || d.AfterStart != a || d.BeforeEnd < b || d.AfterEnd < a || deleted+inserted == ""
		switch d.Kind {
		case annotation.Kept:
			wrong = wrong || plain(deleted) != plain(inserted)
		case annotation.Deleted:
			wrong = wrong || inserted != ""
		case annotation.Inserted:
			wrong = wrong || deleted != ""
		default:
			wrong = true
		}
		if wrong {
			t.Fatalf("%+v, %q, %q, after %d and %d in %+v", d, deleted, inserted, b, a, differences)
		}
		b, a = d.BeforeEnd, d.AfterEnd
	}
	if b != before.Len() || a != after.Len() {
		t.Fatalf("%+v end at %d of %d and %d of %d", differences, b, before.Len(), a, after.Len())
	}
}

// prose draws a text of few different words, so that it is full of look-alikes.
func prose(t *rapid.T, label string) string {
	pieces := rapid.SliceOfN(rapid.SampledFrom([]string{
		"the ", "said ", "he ", "dam ", "not ", "36 ", "broke. ", "\n\n", "\r\n", "\"", "“", "’", "it's ", "e\u0301", "环保局", "否认", "。", "ที่",
		"\U0001F469\u200d\U0001F52C", "\U0001F1E9", " ", "a", "\u200b", "٣٫٥ ", "قال ",
	}), 0, 120).Draw(t, label)
	return strings.Join(pieces, "")
}

func drawAnnotations(t *rapid.T, text *article.Text) []annotation.Annotation {
	var annotations []annotation.Annotation
	for range rapid.IntRange(0, 8).Draw(t, "annotations") {
		var spans []annotation.Span
		for range rapid.IntRange(1, 3).Draw(t, "spans") {
			start := rapid.IntRange(0, text.Len()).Draw(t, "start")
			spans = append(spans, annotation.Span{Start: start, End: min(text.Len(), start+rapid.IntRange(0, 40).Draw(t, "length"))})
		}
		fitted, err := annotation.Fit(text, spans)
		if err != nil {
			continue
		}
		a := sound()
		a.Spans, a.Quote, a.Cue = fitted, annotation.JoinQuotes(fitted), &fitted[0]
		annotations = append(annotations, a)
	}
	return annotations
}

// later draws a version of a text with parts deleted, put in, replaced, doubled and moved.
func later(t *rapid.T, s string) string {
	runes := []rune(s)
	for range rapid.IntRange(0, 6).Draw(t, "edits") {
		from := rapid.IntRange(0, len(runes)).Draw(t, "from")
		to := min(len(runes), from+rapid.IntRange(0, 30).Draw(t, "length"))
		part := slices.Clone(runes[from:to])
		at := rapid.IntRange(0, len(runes)-len(part)).Draw(t, "at")
		switch rapid.IntRange(0, 3).Draw(t, "edit") {
		case 0:
			runes = slices.Delete(runes, from, to)
		case 1:
			runes = slices.Replace(runes, from, to, []rune(prose(t, "by"))...)
		case 2:
			runes = slices.Insert(runes, at, part...)
		case 3:
			runes = slices.Insert(slices.Delete(runes, from, to), at, part...)
		}
	}
	return string(runes)
}

func TestCarryKeepsEveryAnnotationInOrderAndValid(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := prose(t, "before")
		before, after := article.NewText(s), article.NewText(later(t, s))
		annotations := drawAnnotations(t, before)
		carried, err := annotation.Carry(t.Context(), before, after, annotations)
		if err != nil {
			t.Fatal(err)
		}
		checkCarried(t, after, annotations, carried)
		again, err := annotation.Carry(t.Context(), before, after, annotations)
		if err != nil || !reflect.DeepEqual(again, carried) {
			t.Fatalf("%v, then %v, %v", carried, again, err)
		}
	})
}

func TestCarryToTheSameTextChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := prose(t, "text")
		before, after := article.NewText(s), article.NewText(s)
		annotations := drawAnnotations(t, before)
		carried, err := annotation.Carry(t.Context(), before, after, annotations)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range carried {
			if c.Placement != annotation.Unchanged || !slices.Equal(c.Spans, annotations[i].Spans) || c.Cue == nil || *c.Cue != *annotations[i].Cue {
				t.Fatalf("%v became %+v", annotations[i].Spans, c)
			}
		}
	})
}

func TestCarryingWhatWasCarriedOnceMoreChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := prose(t, "before")
		before, after := article.NewText(s), article.NewText(later(t, s))
		carried, err := annotation.Carry(t.Context(), before, after, drawAnnotations(t, before))
		if err != nil {
			t.Fatal(err)
		}
		var annotations []annotation.Annotation
		for _, c := range carried {
			if c.Placement != annotation.NotPlaced {
				a := c.Old
				a.Spans, a.Quote, a.Cue = c.Spans, annotation.JoinQuotes(c.Spans), c.Cue
				annotations = append(annotations, a)
			}
		}
		again, err := annotation.Carry(t.Context(), after, after, annotations)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range again {
			if c.Placement != annotation.Unchanged || !slices.Equal(c.Spans, annotations[i].Spans) {
				t.Fatalf("%v became %+v", annotations[i].Spans, c)
			}
		}
	})
}

func TestDifferencesCoverBothTexts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := prose(t, "before")
		before, after := article.NewText(s), article.NewText(later(t, s))
		differences, err := annotation.Differences(t.Context(), before, after)
		if err != nil {
			t.Fatal(err)
		}
		checkDifferences(t, before, after, differences)
		if s := annotation.Similarity(before, after); s < 0 || s > 1 {
			t.Fatalf("similarity %v", s)
		}
	})
}

func FuzzCarry(f *testing.F) {
	f.Add("", "", 0, 1, 0, 0)
	f.Add(flood, strings.ReplaceAll(flood, "two bodies", "ten bodies"), 240, 270, 300, 320)
	f.Add(flood, flood+flood, 10, 20, 15, 40)
	f.Add("a a a a a a a a a a a a", "a a a a a a a", 2, 5, 8, 9)
	for i, s := range awkward {
		f.Add(s, awkward[(i+1)%len(awkward)], 0, 5, 6, 9)
		f.Add(s, s+s, 1, 4, 2, 20)
	}
	f.Fuzz(func(t *testing.T, b, a string, start, end, start2, end2 int) {
		before, after := article.NewText(b), article.NewText(a)
		wild := sound()
		wild.Spans = []annotation.Span{{Start: start, End: end}, {Start: start2, End: end2}}
		if _, err := annotation.Carry(t.Context(), before, after, []annotation.Annotation{wild}); err != nil {
			t.Fatal(err)
		}
		differences, err := annotation.Differences(t.Context(), before, after)
		if err != nil {
			t.Fatal(err)
		}
		checkDifferences(t, before, after, differences)
		fitted, err := annotation.Fit(before, wild.Spans)
		if err != nil {
			return
		}
		tame := sound()
		tame.Spans, tame.Quote, tame.Cue = fitted, annotation.JoinQuotes(fitted), &fitted[len(fitted)-1]
		annotations := []annotation.Annotation{tame}
		carried, err := annotation.Carry(t.Context(), before, after, annotations)
		if err != nil {
			t.Fatal(err)
		}
		checkCarried(t, after, annotations, carried)
	})
}

// longText makes a text of about size bytes out of sentences in random order with words that only it has.
func longText(tb testing.TB, r *rand.Rand, texts []string, size int) string {
	tb.Helper()
	var sentences []string
	for _, text := range texts {
		sentences = append(sentences, strings.SplitAfter(text, ". ")...)
	}
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(strings.TrimSpace(sentences[r.IntN(len(sentences))]))
		if b.WriteByte(' '); r.IntN(5) == 0 {
			fmt.Fprintf(&b, "Item %d.\n\n", r.IntN(size))
		}
	}
	return b.String()
}

func BenchmarkCarry(b *testing.B) {
	texts := wikinews(b)
	for _, size := range []int{8_000, 1_000_000, 10_000_000} {
		b.Run(fmt.Sprintf("%d bytes", size), func(b *testing.B) {
			r := rand.New(rand.NewPCG(10, 4))
			s := longText(b, r, texts, size)
			words := strings.Split(s, " ")
			for range min(200, len(words)/50) {
				words[r.IntN(len(words))] = "another few words"
			}
			before, after := article.NewText(s), article.NewText(strings.Join(words, " "))
			var annotations []annotation.Annotation
			for range min(10_000, size/500) {
				start := r.IntN(before.Len() - 100)
				annotations = append(annotations, marked(b, before, annotation.Span{Start: start, End: start + 5 + r.IntN(90)}))
			}
			count := map[annotation.Placement]int{}
			for b.Loop() {
				carried, err := annotation.Carry(b.Context(), before, after, annotations)
				if err != nil {
					b.Fatal(err)
				}
				clear(count)
				for _, c := range carried {
					count[c.Placement]++
				}
			}
			b.Log(count)
		})
	}
}

func BenchmarkDifferencesOfUnlikeTexts(b *testing.B) {
	texts := wikinews(b)
	r := rand.New(rand.NewPCG(1, 4))
	one := article.NewText(longText(b, r, texts[:12], 1_000_000))
	for name, s := range map[string]string{
		"other sentences": longText(b, r, texts[12:], 1_000_000), "same sentences": longText(b, r, texts[:12], 1_000_000),
		"one word": strings.Repeat("the ", 250_000), "one line": strings.ReplaceAll(longText(b, r, texts[:12], 1_000_000), "\n", " "),
	} {
		other := article.NewText(s)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := annotation.Differences(b.Context(), one, other); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
