//go:build !linux

package db_test

import (
	"errors"
	"os"
	"os/exec"
	"testing"
)

func ownMounts(*exec.Cmd) {}

func mountSmall(string) error { return errors.ErrUnsupported }

func duplicate(*testing.T, int, int) {}

func fdatasync(f *os.File) error { return f.Sync() }
