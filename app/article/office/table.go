package office

import (
	"fmt"

	"galley/app/article/draft"
)

const (
	// maxColumns is how many columns a table keeps apart, maxSpan how many one cell may cover.
	maxColumns = 1000
	maxSpan    = 64
	// maxTableDepth is how deep tables may nest.
	maxTableDepth = 100
	// maxWaiting is how many paragraphs are kept until a table or a note is read to its end.
	maxWaiting = 500_000
)

// table is a table that is open. Of its cells only those that are not empty are kept.
type table struct {
	id     int
	rows   [][]tableCell
	column int  // of the cell that is open, -1 before the first
	newRow bool // the next cell begins a row
}

type tableCell struct {
	column     int
	paragraphs []paragraph
}

func (o *layout) beginTable() {
	o.end()
	o.ids++
	if len(o.tables) >= maxTableDepth {
		o.b.Fail(fmt.Errorf("%w: tables nested deeper than %d", draft.ErrLimit, maxTableDepth))
	}
	o.tables = append(o.tables, &table{id: o.ids, column: -1, newRow: true})
}

func (o *layout) beginRow() {
	if t := o.table(); t != nil {
		o.end()
		t.newRow, t.column = true, -1
	}
}

func (o *layout) beginCell() {
	if t := o.table(); t != nil {
		o.end()
		t.column = min(t.column+1, maxColumns)
	}
}

// table returns the innermost table that is open, or nil.
func (o *layout) table() *table {
	if len(o.tables) == 0 {
		return nil
	}
	return o.tables[len(o.tables)-1]
}

// place puts a paragraph into the cell that is open.
func (t *table) place(p paragraph) {
	if t.newRow {
		t.rows, t.newRow = append(t.rows, nil), false
	}
	row := &t.rows[len(t.rows)-1]
	if n := len(*row); n == 0 || (*row)[n-1].column != t.column {
		*row = append(*row, tableCell{column: t.column})
	}
	cell := &(*row)[len(*row)-1]
	cell.paragraphs = append(cell.paragraphs, p)
}

// endTable lays the innermost table out into what it stands in.
func (o *layout) endTable() {
	t := o.table()
	if t == nil {
		return
	}
	o.end()
	o.tables = o.tables[:len(o.tables)-1]
	for _, p := range t.layOut() {
		o.place(p)
	}
}

// proseCell is the number of bytes in several paragraphs of one cell from which on a table is taken for a way to place
// prose on the page, and its cells stand one below the other.
const proseCell = 400

// layOut makes each row one paragraph with its cells apart by tabs. Where there is one column, or prose in the cells, the
// cells' paragraphs stay what they are, as does what stands outside of cells: a caption.
func (t *table) layOut() []paragraph {
	wide := false
	for _, row := range t.rows {
		wide = wide || len(row) > 1
	}
	var all []paragraph
	for _, row := range t.rows {
		if wide && row[0].column >= 0 && !hasProse(row) {
			all = append(all, rowLine(t.id, row))
			continue
		}
		for _, cell := range row {
			all = append(all, cell.paragraphs...)
		}
	}
	return all
}

func hasProse(row []tableCell) bool {
	for _, cell := range row {
		size := 0
		for _, p := range cell.paragraphs {
			for _, r := range p.runs {
				size += len(r.text)
			}
		}
		if len(cell.paragraphs) > 1 && size > proseCell {
			return true
		}
	}
	return false
}

// rowLine makes one line of a row.
func rowLine(id int, row []tableCell) paragraph {
	line := layout{flow: flow{at: paragraph{kind: tableRow, group: id}}}
	column := 0
	for _, cell := range row {
		for ; column < cell.column; column++ {
			line.add("\t", "")
		}
		for j, p := range cell.paragraphs {
			if j > 0 {
				line.add(" ", "")
			}
			if p.label != "" {
				line.words(p.label+" ", "")
			}
			for _, r := range p.runs {
				line.words(string(r.text), r.href)
			}
		}
	}
	return line.at
}
