package main

import (
	"bytes"
	"debug/buildinfo"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// target is a system and a processor, by Go's names.
type target struct{ OS, Arch string }

func (t target) String() string { return t.OS + "/" + t.Arch }

// cross are the C compilers of Debian for targets other than the machine itself. CC_linux_arm64 and its like in the
// environment take their place.
var cross = map[target]string{
	{"linux", "arm64"}:   "aarch64-linux-gnu-gcc",
	{"linux", "amd64"}:   "x86_64-linux-gnu-gcc",
	{"windows", "amd64"}: "x86_64-w64-mingw32-gcc",
}

// triplet is the name Debian gives to a processor's folders.
var triplet = map[string]string{"amd64": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu"}

// compiler is the C compiler for a target, "" for the one that Go finds itself.
func (t target) compiler() (string, error) {
	if cc := os.Getenv("CC_" + t.OS + "_" + t.Arch); cc != "" {
		return cc, nil
	}
	if t.native() || t.OS == runtime.GOOS && t.OS != "linux" { // Apple's and MinGW's own know both processors
		return "", nil
	}
	cc := cross[t]
	if cc == "" {
		return "", fmt.Errorf("it can't be built on %s/%s: it needs a C compiler and the libraries of that system (name one with CC_%s_%s)",
			runtime.GOOS, runtime.GOARCH, t.OS, t.Arch)
	}
	if _, err := exec.LookPath(cc); err != nil {
		return "", fmt.Errorf("the C compiler is missing, .ci/package installs it: %w", err)
	}
	return cc, nil
}

// build compiles the program as it is released and returns the binary's path.
func (p *product) build(t target, work string) (string, error) {
	cc, err := t.compiler()
	if err != nil {
		return "", err
	}
	name, flags := "galley", "-s -w"
	args := []string{"build", "-trimpath", "-buildvcs=auto", "-tags", "release,migrated_fynedo"}
	switch t.OS {
	case "linux":
		args = append(args, "-buildmode=pie")
	case "windows":
		name, flags = "galley.exe", "-s -w -H=windowsgui"
		remove, err := p.writeResources(t, work)
		if err != nil {
			return "", err
		}
		defer remove()
	}
	binary := filepath.Join(work, name)
	command := exec.Command("go", append(args, "-ldflags", flags, "-o", binary, ".")...)
	command.Dir = p.Root
	command.Env = append(os.Environ(), "CGO_ENABLED=1", "GOOS="+t.OS, "GOARCH="+t.Arch, "GOFLAGS=", "GOWORK=off")
	if cc != "" {
		command.Env = append(command.Env, "CC="+cc)
	}
	if t.OS == "linux" && !t.native() {
		command.Env = append(command.Env, "PKG_CONFIG_LIBDIR=/usr/lib/"+triplet[t.Arch]+"/pkgconfig:/usr/share/pkgconfig")
	}
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	if err := command.Run(); err != nil {
		return "", fmt.Errorf("go build: %w", err)
	}
	return binary, p.checkInfo(binary)
}

// checkInfo looks at what Go wrote into the binary: it must be of this commit, and of nothing else.
func (p *product) checkInfo(binary string) error {
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		return err
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	switch {
	case settings["vcs.revision"] == "":
		fmt.Println("note: not built from a git checkout, so the program does not know its revision")
	case settings["vcs.modified"] == "true":
		fmt.Println("note: the checkout has changes that are not committed, and the program says so: this is no release")
	}
	if settings["-trimpath"] != "true" {
		return errors.New("the binary was built without -trimpath: it names folders of this machine")
	}
	return nil
}

// run carries out a tool and returns what it said. Its output is in the error.
func tool(name string, args ...string) (string, error) {
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		return string(out), fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, bytes.TrimSpace(out))
	}
	return string(out), nil
}
