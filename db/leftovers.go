package db

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// leftoverAge is how old a temporary file must be before it counts as left behind by a program that was killed.
const leftoverAge = 24 * time.Hour

// removeLeftovers removes our own temporary files with this prefix that nobody can be writing any more.
func removeLeftovers(folder, prefix string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		fi, err := entry.Info()
		if err != nil || !fi.Mode().IsRegular() || !strings.HasPrefix(entry.Name(), prefix) {
			continue
		}
		if time.Since(fi.ModTime()) > leftoverAge {
			os.Remove(filepath.Join(folder, entry.Name()))
		}
	}
	return nil
}
