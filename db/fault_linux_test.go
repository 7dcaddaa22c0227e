package db_test

import (
	"os"
	"os/exec"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// ownMounts lets a child mount without anyone else seeing it.
func ownMounts(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}}
	}
}

func mountSmall(folder string) error {
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return err
	}
	return unix.Mount("tmpfs", folder, "tmpfs", 0, "size=1m")
}

func duplicate(t *testing.T, from, to int) {
	t.Helper()
	if err := unix.Dup3(from, to, unix.O_CLOEXEC); err != nil {
		t.Fatal(err)
	}
}

func fdatasync(f *os.File) error { return unix.Fdatasync(int(f.Fd())) }
