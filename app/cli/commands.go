package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"galley/app"
	"galley/app/exchange"
	"galley/db"
)

func (p *program) exportCommand() *cobra.Command {
	var format, out string
	var articles []string
	command := &cobra.Command{
		Use:   "export [--project FILE] [--format json] [--article ID]... [--out FILE]",
		Short: "Write articles with their annotations as JSON",
		Long: `Write the project's articles with their annotations and links as Galley's JSON, all of
them or those named by --article, in the order of the project. Positions count Unicode
code points. The same project always gives the same bytes.

A file is written whole or not at all. What the project has and the format has no place
for is said on stderr. The project may be open in a window meanwhile.`,
		Example: `  galley export > all.json
  galley export --project elections.galley --out elections.json
  galley export --article 0198c2a4-6f3e-7c55-9d0b-2b1f6f0e8a11 --out one.json`,
		Args:                  noArguments,
		DisableFlagsInUseLine: true,
		RunE: interruptible(func(ctx context.Context, _ []string) error {
			if format != "json" {
				return usageError{fmt.Errorf("there is no format %q; formats: json", format)}
			}
			return p.export(ctx, articles, out)
		}),
	}
	command.Flags().StringVar(&format, "format", "json", "`FORMAT` to write: json")
	command.Flags().StringArrayVar(&articles, "article", nil, "`ID` of an article to export (may be given several times)")
	command.Flags().StringVar(&out, "out", "-", "`FILE` to write, - for standard output")
	return command
}

func (p *program) export(ctx context.Context, articles []string, out string) error {
	w, err := p.read(ctx)
	if err != nil {
		return err
	}
	defer w.Close(ctx)
	var losses []exchange.Loss
	if out == "-" || out == "" {
		losses, err = w.Export(ctx, p.stdout, articles)
	} else {
		losses, err = w.ExportFile(ctx, out, articles)
	}
	if err == nil && len(losses) > 0 {
		p.say("not in the JSON: %s", lossesInWords(losses))
	}
	return err
}

var lossWords = map[exchange.LossKind]string{
	exchange.LossAltered:   "annotations that no longer match their text",
	exchange.LossLinks:     "links to annotations that are not exported",
	exchange.LossOriginals: "original files",
	exchange.LossChanges:   "changes of the history",
	exchange.LossPassages:  "passages that were switched back",
	exchange.LossCues:      "cues",
}

func lossesInWords(losses []exchange.Loss) string {
	var parts []string
	for _, l := range losses {
		parts = append(parts, fmt.Sprintf("%s (%d)", lossWords[l.Kind], l.Count))
	}
	return strings.Join(parts, ", ")
}

func (p *program) importCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "import [--project FILE] FILE...",
		Short: "Bring articles, or JSON that galley exported, into a project",
		Long: `Bring articles (text, Markdown) and JSON that galley exported into a project, which is
made if it is not there. For every article one line is printed: file, title, number of
words, encoding it was read with, id. An article whose file was imported before is not
imported again.

A file is imported whole or not at all; one that can't be does not keep the others out,
but the exit status is then 1. The project must not be open in a window.`,
		Example: `  galley import report.txt speech.md
  galley import --project elections.galley from-a-colleague.json`,
		DisableFlagsInUseLine: true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New("import needs at least one file")}
			}
			if slices.Contains(args, "") {
				return usageError{errors.New("a file to import has no name")}
			}
			return nil
		},
		RunE: interruptible(p.importFiles),
	}
}

func (p *program) importFiles(ctx context.Context, paths []string) error {
	w, err := p.write(ctx)
	if err != nil {
		return err
	}
	files := make([]app.File, len(paths))
	for i, path := range paths {
		files[i].Path = path
	}
	report := w.Import(ctx, files, nil)
	if err := w.Close(ctx); err != nil {
		return fmt.Errorf("the import was not saved: %w", err)
	}
	for _, a := range report.Imported {
		fmt.Fprintln(p.stdout, oneLine(importedInWords(a)))
	}
	for _, f := range report.Failed {
		p.say("%s", withName(f.Name, f.Err))
	}
	if len(report.Failed) > 0 {
		return errReported
	}
	return nil
}

// write opens the project to change it, and makes it if it is not there.
func (p *program) write(ctx context.Context) (*app.Workspace, error) {
	path := p.projectPath()
	opt := app.Options{Backups: app.BackupFolder()}
	w, err := app.Open(ctx, path, opt)
	if !errors.Is(err, db.ErrMissing) {
		return w, err
	}
	w, err = app.Create(ctx, path, opt)
	if errors.Is(err, db.ErrExists) { // another Galley was faster, or it is a link that leads nowhere
		if other, e := app.Open(ctx, path, opt); !errors.Is(e, db.ErrMissing) {
			return other, e
		}
	}
	if err == nil {
		p.say("made the project %s", w.Path())
	}
	return w, err
}

func importedInWords(a app.Imported) string {
	how := fmt.Sprintf("%d words, %s", a.Words, a.Encoding)
	if a.Replaced > 0 {
		how += " (" + count(a.Replaced, "place") + " could not be decoded)"
	}
	switch {
	case a.Duplicate && a.Annotations == 0:
		how += ", was there already"
	case a.Duplicate:
		how += fmt.Sprintf(", was there already, %d annotations added", a.Annotations)
	case a.Annotations > 0:
		how += fmt.Sprintf(", %d annotations", a.Annotations)
	}
	return fmt.Sprintf("%s: %q, %s, %s", a.Name, a.Title, how, a.ID)
}

// withName puts the name in front of an error that does not say it itself.
func withName(name string, err error) string {
	text := err.Error()
	if strings.HasPrefix(text, name+": ") || strings.Contains(text, " "+name+": ") {
		return text
	}
	return name + ": " + text
}

func (p *program) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check [--project FILE]",
		Short: "Verify a project file",
		Long: `Verify a project file without changing it: its structure, every text against its hash,
every quote against its text, the bounds of every span. The exit status is 1 if anything
is wrong.`,
		Example: `  galley check
  galley check --project elections.galley`,
		Args:                  noArguments,
		DisableFlagsInUseLine: true,
		RunE:                  interruptible(p.check),
	}
}

func (p *program) check(ctx context.Context, _ []string) error {
	w, err := p.read(ctx)
	if err != nil {
		return err
	}
	defer w.Close(ctx)
	report, err := w.Check(ctx, nil)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s: %s, %s, %s\n", oneLine(w.Path()), count(report.Articles, "article"),
		count(report.Annotations, "annotation"), count(len(report.Problems), "problem"))
	for _, problem := range report.Problems {
		fmt.Fprintln(p.stdout, oneLine(problem.Subject+": "+problem.Text))
	}
	if len(report.Problems) > 0 {
		return errReported
	}
	return nil
}

func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
