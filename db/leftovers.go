package db

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// leftoverAge is how old a temporary file must be before it counts as left behind by a program that was killed.
const leftoverAge = 24 * time.Hour

var leftoverPrefixes = []string{".galley-new-", ".galley-copy-", ".galley-restore-", ".galley-space-", ".galley-export-"}

// RemoveLeftovers removes from folder what programs that were killed left half written there more than a day ago.
func RemoveLeftovers(folder string) { removeLeftovers(folder) }

// removeLeftovers removes our own temporary files in folder that nobody can be writing any more. What can't be removed stays.
func removeLeftovers(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, entry := range entries {
		for _, prefix := range leftoverPrefixes {
			if !strings.HasPrefix(entry.Name(), prefix) {
				continue
			}
			fi, err := entry.Info()
			if err == nil && fi.Mode().IsRegular() && time.Since(fi.ModTime()) > leftoverAge {
				os.Remove(filepath.Join(folder, entry.Name()))
			}
		}
	}
}
