package cli

import (
	"os"

	"golang.org/x/sys/windows"
)

// attachParentProcess stands for the console of whoever started the program.
const attachParentProcess = ^uintptr(0)

var attachConsole = windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")

// AttachConsole gives the commands their output back. A program that opens windows has no console on Windows, not even
// when it is started from one, so what it prints would be lost. Output that was sent into a file or to another program is
// left alone, and without a console nothing happens.
func AttachConsole() {
	out, errs := connected(os.Stdout), connected(os.Stderr)
	if out && errs {
		return
	}
	if ok, _, _ := attachConsole.Call(attachParentProcess); ok == 0 {
		return
	}
	console, err := os.OpenFile("CONOUT$", os.O_WRONLY, 0)
	if err != nil {
		return
	}
	if !out {
		os.Stdout = console
	}
	if !errs {
		os.Stderr = console
	}
}

// connected says whether something takes what is written to f.
func connected(f *os.File) bool {
	kind, err := windows.GetFileType(windows.Handle(f.Fd()))
	return err == nil && kind != windows.FILE_TYPE_UNKNOWN
}
