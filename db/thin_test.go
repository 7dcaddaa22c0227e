package db_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"galley/db"
)

// The rule of thinning, over a year of work: two backups on every working day.
func TestThinningKeepsTenTheDaysTheWeeksAndTheMonths(t *testing.T) {
	t.Parallel()
	var kept []db.Backup
	now := start
	for day := range 365 {
		now = start.AddDate(0, 0, day)
		if now.Weekday() == time.Sunday {
			continue
		}
		for range 2 {
			now = now.Add(4 * time.Hour)
			kept = append([]db.Backup{{Path: fmt.Sprint(day, now.Hour()), At: now, Size: 1 << 20}}, kept...)
			for _, b := range db.Thin(kept, now) {
				kept = slices.DeleteFunc(kept, func(k db.Backup) bool { return k.Path == b.Path })
			}
		}
	}
	for i := range 10 {
		if age := now.Sub(kept[i].At); age > 6*24*time.Hour {
			t.Errorf("the %dth newest is %v old", i+1, age)
		}
	}
	months := map[time.Month]bool{}
	for _, b := range kept {
		months[b.At.Month()] = true
	}
	if len(months) != 9 {
		t.Errorf("of %d months something is left, want 9", len(months))
	}
	if len(kept) < 10+5+5+5 || len(kept) > 10+12+10+9 {
		t.Errorf("%d are left", len(kept))
	}
}

func TestThinningRules(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 60).Draw(t, "n")
		at := start
		var list []db.Backup
		for i := range n {
			at = at.Add(-time.Duration(rapid.IntRange(1, 200).Draw(t, "hours")) * time.Hour)
			reason := rapid.SampledFrom([]string{"opening", "opening", "migration"}).Draw(t, "reason")
			list = append(list, db.Backup{Path: fmt.Sprint(i), At: at, Reason: reason, Size: 1 << 10})
		}
		dropped := map[string]bool{}
		for _, b := range db.Thin(list, start) {
			dropped[b.Path] = true
		}
		migrations := 0
		for i, b := range list {
			if i < 10 && dropped[b.Path] {
				t.Errorf("the %dth newest is dropped", i+1)
			}
			if b.Reason == "migration" {
				if migrations++; migrations <= 3 && dropped[b.Path] {
					t.Errorf("the copy before migration %d is dropped", migrations)
				}
			}
		}
		if left := n - len(dropped); left > 20+12+10+9+3 {
			t.Errorf("%d are left", left)
		}
	})
	var big []db.Backup
	for i := range 10 {
		big = append(big, db.Backup{Path: fmt.Sprint(i), At: start.Add(-time.Duration(i) * time.Hour), Size: 400 << 20})
	}
	if got := len(big) - len(db.Thin(big, start)); got != 2 {
		t.Errorf("%d of 10 backups of 400 MB are left, want 2", got)
	}
	big[0].Size, big[1].Size = 2<<30, 2<<30
	if got := len(big) - len(db.Thin(big, start)); got != 2 {
		t.Errorf("%d are left, the two newest always stay", got)
	}
}
