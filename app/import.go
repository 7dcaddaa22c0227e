package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"galley/app/annotation"
	"galley/app/article"
	"galley/app/exchange"
	"galley/assets"
	"galley/db"
)

// maxImportSize is the limit of all files of one import, in bytes: they are in memory together until they are written.
// The limit of each is article.MaxFileSize or, for Galley's JSON, exchange.MaxSize.
const maxImportSize = 512 << 20

// ErrNotFile says that what is to be imported is not a regular file.
var ErrNotFile = errors.New("this is not a file")

// File is something to import: a file to be read, or bytes under a name.
type File struct {
	Path     string // of the file; "" if Data is given
	Name     string // base name for Data
	Data     []byte
	Encoding string // IANA name of the encoding to read it with, "" to detect it
}

// ImportReport says what became of every file, in the order of the files.
type ImportReport struct {
	Imported []Imported // one for each article; a file of Galley's JSON can hold several
	Failed   []Failure
}

// Imported is an article that an import brought in, or found to be there.
type Imported struct {
	ID          string
	Name        string // of the file
	Title       string
	Words       int
	Duplicate   bool   // it was in the project already
	Encoding    string // it was read with
	Replaced    int    // places that could not be decoded with it
	Annotations int    // that came with it and are new
}

// Failure is a file that could not be imported. Nothing of it is in the project.
type Failure struct {
	Name string // as it was given: the path, or the name of the data
	Err  error
}

func (f File) label() string {
	if f.Path != "" {
		return f.Path
	}
	return f.Name
}

// importing collects what one import brings, to be applied as one gesture.
type importing struct {
	w        *Workspace
	size     int64
	arrivals []arrival
	changes  []annotation.Change
	taken    map[string]string // id of an article, annotation or link of this import -> file
	byHash   map[string]string // original SHA-256 -> article id, of this import
	report   ImportReport
}

// Import brings files into the project: articles from text, and Galley's own JSON, which is recognised by its content.
// A file whose original bytes the project has already is a duplicate and not imported again; one that was removed comes
// back. Every file is imported whole or not at all. All of them together are one gesture, so one Undo takes them back.
// When ctx is done nothing is imported. progress, which may be nil, is called before each file and at the end.
func (w *Workspace) Import(ctx context.Context, files []File, progress func(done, total int, name string)) ImportReport {
	w.importing.Lock()
	defer w.importing.Unlock()
	defer w.pin()()
	in := &importing{w: w, taken: map[string]string{}, byHash: map[string]string{}}
	if progress == nil {
		progress = func(int, int, string) {}
	}
	for i, f := range files {
		progress(i, len(files), f.label())
		if err := in.add(ctx, f); err != nil {
			in.report.Failed = append(in.report.Failed, Failure{f.label(), err})
		}
	}
	err := ctx.Err()
	if err == nil {
		err = in.apply()
	}
	if err != nil {
		return failAll(files, in.report, err)
	}
	progress(len(files), len(files), "")
	return in.report
}

func (in *importing) apply() error {
	w := in.w
	g, err := w.prepare(in.changes)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.do(in.arrivals, g); err != nil {
		return err
	}
	for _, n := range in.arrivals {
		w.originals[n.article.OriginalSHA256] = n.article.ID
	}
	return nil
}

// failAll is the report when nothing was imported: the files that failed by themselves keep their reasons.
func failAll(files []File, report ImportReport, err error) ImportReport {
	own := map[string]error{}
	for _, f := range report.Failed {
		own[f.Name] = f.Err
	}
	var all ImportReport
	for _, f := range files {
		reason := own[f.label()]
		if reason == nil {
			reason = err
		}
		all.Failed = append(all.Failed, Failure{f.label(), reason})
	}
	return all
}

// add plans the import of one file.
func (in *importing) add(ctx context.Context, f File) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := in.w.writable(); err != nil {
		return err
	}
	data, err := in.read(&f)
	if err != nil {
		return err
	}
	// JSON that is not ours, or was cut off before it says so, makes no article.
	if f.Encoding == "" && (exchange.Sniff(data) || strings.EqualFold(filepath.Ext(f.Name), ".json")) {
		return in.addJSON(ctx, f.Name, data)
	}
	return in.addArticle(ctx, f, data)
}

func (w *Workspace) writable() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.usable()
}

// read reads the file within the limits and sets its Name.
func (in *importing) read(f *File) ([]byte, error) {
	if f.Path == "" {
		if err := in.weigh(int64(len(f.Data))); err != nil {
			return nil, err
		}
		return f.Data, nil
	}
	f.Name = filepath.Base(f.Path)
	if in.w.isProject(f.Path) { // to open it here would drop SQLite's lock
		return nil, ErrSameProject
	}
	info, err := os.Stat(f.Path)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%w but a folder", ErrNotFile)
	case !info.Mode().IsRegular():
		return nil, ErrNotFile
	}
	file, err := os.Open(f.Path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	limit, err := limitOf(file, info.Size())
	if err != nil {
		return nil, err
	}
	if err := in.weigh(info.Size()); err != nil {
		return nil, err
	}
	// It may have grown since.
	data, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("more than %d MB: %w", limit>>20, article.ErrTooLarge)
	}
	return data, err
}

// limitOf is the limit for a file, which is larger for Galley's JSON. A file above it is refused.
func limitOf(file *os.File, size int64) (int64, error) {
	limit := int64(article.MaxFileSize)
	if size > limit {
		start := make([]byte, 4096)
		n, _ := file.ReadAt(start, 0)
		if exchange.Sniff(start[:n]) {
			limit = exchange.MaxSize
		}
	}
	if size > limit {
		return 0, fmt.Errorf("%d MB, more than %d: %w", size>>20, limit>>20, article.ErrTooLarge)
	}
	return limit, nil
}

// weigh counts what the import holds in memory.
func (in *importing) weigh(size int64) error {
	if in.size+size > maxImportSize {
		return fmt.Errorf("above %d MB together: %w", maxImportSize>>20, ErrTooMuch)
	}
	in.size += size
	return nil
}

// addArticle plans an article from text.
func (in *importing) addArticle(ctx context.Context, f File, data []byte) error {
	hash := hashOf(data)
	id, err := in.findOriginal(ctx, hash)
	if err != nil {
		return err
	}
	if id != "" {
		return in.again(ctx, f, id)
	}
	a, err := article.Read(ctx, article.Source{Name: f.Name, Data: data}, article.Options{Encoding: f.Encoding})
	if err != nil {
		return err
	}
	a.ID = annotation.NewID()
	in.byHash[hash] = a.ID
	in.newArticle(a, nil)
	in.report.Imported = append(in.report.Imported, imported(f.Name, a))
	return nil
}

func imported(name string, a *article.Article) Imported {
	return Imported{ID: a.ID, Name: name, Title: a.Title, Words: words(a.Text), Encoding: a.Encoding, Replaced: a.Replaced}
}

func (in *importing) newArticle(a *article.Article, annotations []annotation.Annotation) {
	a.ImportedAt = in.w.importTime()
	in.arrivals = append(in.arrivals, newArrival(a, annotations))
	in.change(annotation.State{}, metadataState(a.ID, a.Metadata))
}

func (in *importing) change(before, after annotation.State) {
	in.changes = append(in.changes, annotation.Change{
		ID: annotation.NewID(), Name: GestureImport, Before: before, After: after,
	})
}

// importTime is the present, but later than that of the article imported before, so that the list keeps the order in which
// articles came.
func (w *Workspace) importTime() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.now()
	if !now.After(w.lastImport) {
		now = w.lastImport.Add(time.Millisecond)
	}
	w.lastImport = now
	return now
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// words counts what stands between white space.
func words(text string) int {
	n := 0
	for range strings.FieldsSeq(text) {
		n++
	}
	return n
}

// findOriginal finds the article that was made of the very same bytes, one that is in the project before one that was
// removed, or "".
func (in *importing) findOriginal(ctx context.Context, hash string) (string, error) {
	if id := in.byHash[hash]; id != "" {
		return id, nil
	}
	stored, _, err := in.w.db.FindOriginal(ctx, hash)
	if err != nil && !errors.Is(err, db.ErrNotFound) {
		return "", err
	}
	if stored != "" {
		if err := in.w.know(ctx, stored); err != nil {
			return "", err
		}
	}
	in.w.mu.Lock()
	defer in.w.mu.Unlock()
	recent := in.w.originals[hash]
	for _, id := range []string{recent, stored} {
		if e := in.w.entries[id]; e != nil && !e.removed {
			return id, nil
		}
	}
	if recent != "" && in.w.entries[recent] != nil {
		return recent, nil
	}
	return stored, nil
}

// again reports an article that is there already, or brings back one that was removed.
func (in *importing) again(ctx context.Context, f File, id string) error {
	for i, done := range in.report.Imported {
		if done.ID == id { // the same file twice in this import
			twin := in.report.Imported[i]
			twin.Name, twin.Duplicate, twin.Annotations = f.Name, true, 0
			in.report.Imported = append(in.report.Imported, twin)
			return nil
		}
	}
	if err := in.w.load(ctx, id); err != nil {
		return err
	}
	in.w.mu.Lock()
	defer in.w.mu.Unlock()
	d, e := in.w.docs[id], in.w.entries[id]
	found := imported(f.Name, d.article)
	if e.removed {
		in.change(annotation.State{}, metadataState(id, d.article.Metadata))
	} else {
		found.Duplicate = true
	}
	in.report.Imported = append(in.report.Imported, found)
	return nil
}

// Sample imports the sample article that comes with the program, or finds it in the project, and returns its id.
func (w *Workspace) Sample(ctx context.Context) (id string, err error) {
	report := w.Import(ctx, []File{{Name: assets.SampleName, Data: assets.Sample}}, nil)
	if len(report.Failed) > 0 {
		return "", report.Failed[0].Err
	}
	return report.Imported[0].ID, nil
}
