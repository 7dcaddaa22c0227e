package annotation

// settle makes of the shortest edit one that a person would have made, and puts an empty run at both ends.
func (al *aligner) settle() []run {
	all := append([]run{{}}, al.runs...)
	all = append(all, run{al.a.len(), al.b.len(), 0})
	all = al.dropIslands(all)
	for i := 1; i < len(all); i++ {
		al.slide(&all[i-1], &all[i])
	}
	kept := all[:1]
	for i, r := range all[1:] {
		last := &kept[len(kept)-1]
		switch {
		case r.n == 0 && i+2 < len(all):
		case r.n > 0 && last.n > 0 && last.a+last.n == r.a && last.b+last.n == r.b:
			last.n += r.n
		default:
			kept = append(kept, r)
		}
	}
	return kept
}

// dropIslands leaves out the runs that are small beside what was rewritten on both sides of them: words like "of the",
// which any two sentences share.
func (al *aligner) dropIslands(runs []run) []run {
	kept := runs[:1]
	for i, r := range runs[1:] {
		if i+2 < len(runs) {
			small := min(al.edit(kept[len(kept)-1], r), al.edit(r, runs[i+2]))
			if small > 0 && 2*al.a.weigh(r.a, r.a+r.n) <= small {
				continue
			}
		}
		kept = append(kept, r)
	}
	return kept
}

// edit returns the weight of what was deleted or inserted between two runs, whichever is more.
func (al *aligner) edit(r, next run) int {
	return max(al.a.weigh(r.a+r.n, next.a), al.b.weigh(r.b+r.n, next.b))
}

// slide moves an insertion or deletion between two runs along the words that it begins and ends with. Of the places that
// are all the same to the tokens it takes the one that starts a line or a sentence: a paragraph put before another that
// begins with "The" too has not been put behind that word.
func (al *aligner) slide(r, next *run) {
	t, start, end := al.b, r.b+r.n, next.b
	if deleted := next.a - (r.a + r.n); deleted > 0 {
		if start != end {
			return
		}
		t, start, end = al.a, r.a+r.n, next.a
	}
	if start == end {
		return
	}
	const far = 1000
	best, bestScore := 0, t.cut(start)+t.cut(end)
	try := func(shift int) {
		if score := t.cut(start+shift) + t.cut(end+shift); score > bestScore {
			best, bestScore = shift, score
		}
	}
	for s := 1; s <= min(r.n, far) && t.ids[start-s] == t.ids[end-s]; s++ {
		try(-s)
	}
	for s := 1; s <= min(next.n, far) && t.ids[start+s-1] == t.ids[end+s-1]; s++ {
		try(s)
	}
	r.n += best
	next.a, next.b, next.n = next.a+best, next.b+best, next.n-best
}

// cut says how good a place before token i is for a cut.
func (t *tokens) cut(i int) int {
	switch {
	case i == 0 || t.breaks[i]:
		return 4
	case t.endsSentence(i - 1):
		return 2
	case i < t.len() && t.end[i-1] < t.start[i]:
		return 1
	}
	return 0
}
