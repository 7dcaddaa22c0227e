// The packager makes what people install: it builds Galley for a system and puts it, with everything that belongs to it,
// into the packages of that system, with checksums and a list of what is in them. .ci/package starts it, after it has
// installed what it needs.
//
// Two runs for one commit make the same bytes: every time in a package is that of the commit, every list is sorted, and no
// path of the machine gets in.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// usual are the targets that a Linux machine can make, with the cross compilers that .ci/package installs.
var usual = []target{{"linux", "amd64"}, {"linux", "arm64"}, {"windows", "amd64"}}

func main() {
	root := flag.String("root", "../..", "the repository's folder")
	out := flag.String("out", "", "folder for the packages (default: dist in the repository)")
	only := flag.String("only", "", "targets to make, such as linux/amd64,windows/amd64 (default: all that a Linux machine can)")
	icons := flag.Bool("icons", false, "only draw assets/icon.png anew")
	check := flag.Bool("check", true, "hold the packages against the tools of their systems that are installed")
	flag.Parse()
	if err := run(*root, *out, *only, *icons, *check); err != nil {
		fmt.Fprintln(os.Stderr, "packager:", err)
		os.Exit(1)
	}
}

func run(root, out, only string, icons, check bool) error {
	root, err := filepath.Abs(root)
	if err != nil {
		return err
	}
	p, err := load(root)
	if err != nil {
		return err
	}
	if icons {
		return writeWindowIcon(p)
	}
	if out == "" {
		out = filepath.Join(root, "dist")
	}
	if p.Out, err = filepath.Abs(out); err != nil {
		return err
	}
	targets, err := parseTargets(only)
	if err != nil {
		return err
	}
	if err := p.takeTime(); err != nil {
		return err
	}
	os.Setenv("SOURCE_DATE_EPOCH", fmt.Sprint(p.Time.Unix())) // for the tools that know it
	for _, t := range targets {
		fmt.Printf("== Galley %s for %s\n", p.Version, t)
		if err := p.pack(t, check); err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
	}
	return writeSums(p.Out)
}

func parseTargets(only string) ([]target, error) {
	if only == "" {
		return usual, nil
	}
	var list []target
	for word := range strings.SplitSeq(only, ",") {
		system, arch, found := strings.Cut(word, "/")
		t := target{system, arch}
		if !found || !slices.Contains([]string{"linux", "windows", "darwin"}, system) || !slices.Contains([]string{"amd64", "arm64"}, arch) {
			return nil, fmt.Errorf("no target %q: a target is linux, windows or darwin, a slash, and amd64 or arm64", word)
		}
		list = append(list, t)
	}
	return list, nil
}

// pack builds Galley for a target and makes all packages of its system.
func (p *product) pack(t target, check bool) error {
	work := filepath.Join(p.Out, "work", t.OS+"-"+t.Arch)
	if err := errors.Join(os.RemoveAll(work), os.MkdirAll(work, 0o755)); err != nil {
		return err
	}
	defer func() {
		if os.Getenv("GALLEY_KEEP_WORK") == "" {
			os.RemoveAll(work)
			os.Remove(filepath.Dir(work)) // goes when the last one is gone
		}
	}()
	binary, err := p.build(t, work)
	if err != nil {
		return err
	}
	if info, err := os.Stat(binary); err == nil {
		fmt.Printf("%s: %d bytes\n", filepath.Base(binary), info.Size())
	}
	if check {
		if err := p.checkBinary(t, binary); err != nil {
			return err
		}
	}
	b := &built{target: t, binary: binary, work: work}
	if b.notices, err = p.materials(b); err != nil {
		return err
	}
	var made []string
	switch t.OS {
	case "linux":
		made, err = p.packLinux(b, check)
	case "windows":
		made, err = p.packWindows(b)
	case "darwin":
		made, err = p.packDarwin(b)
	}
	if err != nil {
		return err
	}
	for _, path := range made {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		fmt.Printf("%s: %d bytes\n", filepath.Base(path), info.Size())
		if check && !info.IsDir() {
			if err := checkPackage(path); err != nil {
				return err
			}
		}
	}
	return nil
}

// built is a binary on its way into packages.
type built struct {
	target
	binary  string // its path
	work    string // folder for what is made on the way
	notices []byte // the licences of what is in it
}

// file is one file of a package. Its content is data or, if that is nil, what stands in the file at path.
type file struct {
	Name string // in the package, with slashes
	Mode os.FileMode
	data []byte
	path string
}

func (f file) content() ([]byte, error) {
	if f.data != nil {
		return f.data, nil
	}
	return os.ReadFile(f.path)
}

func sortFiles(files []file) []file {
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.Name, b.Name) })
	return files
}

// native says whether this machine runs a target's programs as its own.
func (t target) native() bool { return t.OS == runtime.GOOS && t.Arch == runtime.GOARCH }
