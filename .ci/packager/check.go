package main

import (
	"debug/elf"
	"debug/macho"
	"debug/pe"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// checkBinary holds a binary against what the packages promise about it, and has it try itself where it can run here.
func (p *product) checkBinary(t target, binary string) error {
	var err error
	switch t.OS {
	case "linux":
		err = p.checkELF(binary)
	case "windows":
		err = p.checkPE(binary)
	case "darwin":
		err = checkMachO(binary)
	}
	if err != nil {
		return err
	}
	command := []string{binary, "--selftest"}
	if !t.native() {
		// It starts itself again to read documents with, so the kernel has to know the emulator.
		if _, err := os.Stat(emulator); err != nil || t != (target{"linux", "arm64"}) {
			fmt.Println("note: it was not tried, since this machine can't run it")
			return nil
		}
	}
	out, err := tool(command[0], command[1:]...)
	fmt.Print(out)
	return err
}

// emulator is where a Linux kernel says that it runs programs for arm64 in QEMU.
const emulator = "/proc/sys/fs/binfmt_misc/qemu-aarch64"

// checkELF looks at the libraries that a Linux binary asks for: only those that the packages depend on, and no newer C
// library than they name.
func (p *product) checkELF(binary string) error {
	f, err := elf.Open(binary)
	if err != nil {
		return err
	}
	defer f.Close()
	if f.Type != elf.ET_DYN {
		return errors.New("the binary is not position independent")
	}
	libraries, err := f.ImportedLibraries()
	if err != nil {
		return err
	}
	for _, l := range libraries {
		if !slices.Contains([]string{"libGL.so.1", "libX11.so.6", "libm.so.6", "libc.so.6", "libdl.so.2", "libpthread.so.0", "libresolv.so.2", "ld-linux-aarch64.so.1"}, l) {
			return fmt.Errorf("the binary asks for %s, which no package depends on", l)
		}
	}
	symbols, err := f.ImportedSymbols()
	if err != nil {
		return err
	}
	for _, s := range symbols {
		if version, found := strings.CutPrefix(s.Version, "GLIBC_"); found && newer(version, p.Depends.Glibc) {
			return fmt.Errorf("%s needs glibc %s, the packages promise %s", s.Name, version, p.Depends.Glibc)
		}
	}
	return nil
}

// newer compares versions such as 2.34.
func newer(a, b string) bool {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(as), len(bs)) {
		x, errX := strconv.Atoi(as[i])
		y, errY := strconv.Atoi(bs[i])
		if errX != nil || errY != nil {
			return as[i] > bs[i]
		}
		if x != y {
			return x > y
		}
	}
	return len(as) > len(bs)
}

// checkPE looks at a Windows program: no libraries but those of Windows, and no console window beside its own.
func (p *product) checkPE(binary string) error {
	f, err := pe.Open(binary)
	if err != nil {
		return err
	}
	defer f.Close()
	libraries, err := f.ImportedLibraries()
	if err != nil {
		return err
	}
	symbols, err := f.ImportedSymbols() // Go's own ImportedLibraries names none
	if err != nil {
		return err
	}
	for _, s := range symbols {
		if _, library, found := strings.Cut(s, ":"); found {
			libraries = append(libraries, library)
		}
	}
	for _, l := range libraries {
		if !slices.ContainsFunc(p.Depends.Dlls, func(known string) bool { return strings.EqualFold(known, l) }) {
			return fmt.Errorf("the program asks for %s, which is not known to be a part of Windows", l)
		}
	}
	if h, ok := f.OptionalHeader.(*pe.OptionalHeader64); !ok || h.Subsystem != pe.IMAGE_SUBSYSTEM_WINDOWS_GUI {
		return errors.New("the program would open a console window")
	}
	if f.Section(".rsrc") == nil {
		return errors.New("the program has no icon, version and manifest")
	}
	return nil
}

// checkMachO looks at a macOS program: no libraries but those of the system.
func checkMachO(binary string) error {
	f, err := macho.Open(binary)
	if err != nil {
		return err
	}
	defer f.Close()
	libraries, err := f.ImportedLibraries()
	if err != nil {
		return err
	}
	for _, l := range libraries {
		if !strings.HasPrefix(l, "/usr/lib/") && !strings.HasPrefix(l, "/System/Library/") {
			return fmt.Errorf("the program asks for %s, which is not a part of macOS", l)
		}
	}
	return nil
}

// checkTree holds the files for desktops against the tools of those who made their formats.
func (p *product) checkTree(folder string) error {
	at := func(name string) string { return filepath.Join(folder, filepath.FromSlash(name)) }
	for _, c := range [][]string{
		{"desktop-file-validate", at("share/applications/" + p.ID + ".desktop")},
		{"appstreamcli", "validate", "--no-net", "--explain", at("share/metainfo/" + p.ID + ".metainfo.xml")},
		{"man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", at("share/man/man1/galley.1.gz")},
	} {
		if missing(c[0]) {
			fmt.Printf("note: %s is not installed, so %s was not checked\n", c[0], filepath.Base(c[len(c)-1]))
			continue
		}
		out, err := tool(c[0], c[1:]...)
		if err != nil {
			return err
		}
		if c[0] == "desktop-file-validate" && out != "" {
			return fmt.Errorf("desktop-file-validate: %s", out) // warnings end with 0
		}
	}
	return nil
}

// checkPackage holds a package against the tool of its system.
func checkPackage(path string) error {
	var command []string
	switch {
	case strings.HasSuffix(path, ".deb"):
		// The tag that is left out asks for a wish in Debian's own list of bugs, which only their archive wants.
		command = []string{"lintian", "--allow-root", "--fail-on", "error,warning", "--suppress-tags", "initial-upload-closes-no-bugs", path}
	case strings.HasSuffix(path, ".rpm"):
		command = []string{"rpm", "--checksig", "--nosignature", path}
	case strings.HasSuffix(path, ".tar.xz"):
		command = []string{"xz", "--test", path}
	case strings.HasSuffix(path, ".zip"):
		command = []string{"unzip", "-tqq", path}
	default:
		return nil
	}
	if missing(command[0]) {
		fmt.Printf("note: %s is not installed, so %s was not checked\n", command[0], filepath.Base(path))
		return nil
	}
	out, err := tool(command[0], command[1:]...)
	if command[0] == "lintian" && out != "" {
		fmt.Print(out)
	}
	return err
}

func missing(tool string) bool {
	_, err := exec.LookPath(tool)
	return err != nil
}
