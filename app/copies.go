package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"galley/db"
)

// SaveCopy writes a copy of the project to path, with the changes that could not be saved yet: it is the way out when the
// disk is full or the file was moved. Where something is already nothing is written: db.ErrExists.
// Changes that the file refuses are left out of the copy; a *LeftOutError then names them, and the copy is there.
func (w *Workspace) SaveCopy(ctx context.Context, path string) error {
	return w.saveCopy(ctx, path, false)
}

// ReplaceWithCopy is SaveCopy over a file that is there. ErrSameProject if that is the open project.
func (w *Workspace) ReplaceWithCopy(ctx context.Context, path string) error {
	return w.saveCopy(ctx, path, true)
}

func (w *Workspace) saveCopy(ctx context.Context, path string, replace bool) error {
	if w.isProject(path) {
		return fmt.Errorf("save a copy as %s: %w", path, ErrSameProject)
	}
	// Between the look at the queue and the end of the copy nothing is written, so that every change is in one of them.
	w.writer.turn.Lock()
	defer w.writer.turn.Unlock()
	w.mu.Lock()
	err := w.isOpen()
	queue := slices.Clone(w.writer.queue)
	w.mu.Unlock()
	if err != nil {
		return err
	}
	if len(queue) == 0 {
		return w.db.SaveCopy(ctx, path, replace)
	}
	return w.copyWith(ctx, queue, path, replace)
}

// copyWith copies the project by way of a first copy, to which what is not saved is applied. The copy is made in a folder
// of its own, because a project that is opened has side files.
func (w *Workspace) copyWith(ctx context.Context, queue []waiting, path string, replace bool) error {
	folder, err := os.MkdirTemp(filepath.Dir(path), ".galley-copy-*")
	if err != nil {
		return fmt.Errorf("save a copy as %s: %w", path, err)
	}
	defer os.RemoveAll(folder)
	first := filepath.Join(folder, "copy"+Extension)
	if err := w.db.SaveCopy(ctx, first, false); err != nil {
		return err
	}
	opt := w.opt.db()
	opt.Backups, opt.ReadOnly = "", false
	d, err := db.Open(ctx, first, opt)
	if err != nil {
		return err
	}
	leftOut, err := applyAll(ctx, d, queue)
	if err == nil {
		err = d.SaveCopy(ctx, path, replace)
	}
	if err = errors.Join(err, d.Close()); err == nil && leftOut != nil {
		return leftOut
	}
	return err
}

// applyAll writes what fits of the queue to d and names what does not, nil if all does.
func applyAll(ctx context.Context, d *db.DB, queue []waiting) (leftOut *LeftOutError, err error) {
	lacks := apart{}
	for _, b := range queue {
		err := errDepends
		if !lacks.neededBy(b.Batch) {
			err = d.Apply(ctx, b.Batch)
		}
		if err == nil {
			continue
		}
		if !errors.Is(err, db.ErrConflict) {
			return nil, err
		}
		if leftOut == nil {
			leftOut = &LeftOutError{Err: err}
		}
		lacks.add(b.Batch)
		leftOut.Gestures = append(leftOut.Gestures, b.Changes[0].Name)
	}
	return leftOut, nil
}

// Backups lists the project's dated copies, newest first.
func (w *Workspace) Backups(ctx context.Context) ([]db.Backup, error) {
	if w.opt.Backups == "" {
		return nil, nil
	}
	return db.Backups(ctx, w.opt.Backups, w.db.UUID())
}

// Restore closes the project, puts a backup in its place, after a copy of the present state was set aside, and opens it
// again. Unless ErrUnsaved, this workspace is closed afterwards and the returned one is open in its place: with the
// backup's state, or with an error as it was, or nil if it could not be opened again.
func (w *Workspace) Restore(ctx context.Context, b db.Backup) (*Workspace, error) {
	path := w.Path()
	if err := w.writable(); err != nil {
		return nil, err
	}
	if err := w.Close(ctx); err != nil {
		return nil, err
	}
	restoreErr := db.Restore(ctx, b, path, w.opt.db())
	again, err := Open(ctx, path, w.opt)
	if restoreErr != nil {
		restoreErr = fmt.Errorf("restore %s: %w", path, restoreErr)
	}
	return again, errors.Join(restoreErr, err)
}

// Check verifies the whole project file: its structure, each text against its hash, each quote against its text, each
// span's bounds. Changes that are not saved yet are not looked at.
func (w *Workspace) Check(ctx context.Context, progress func(done, total int)) (db.Report, error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	return w.db.Check(ctx, progress)
}
