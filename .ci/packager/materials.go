package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// module is a library in the binary, with the licences that come with it.
type module struct {
	path, version, sum string
	licences           []licenceText
}

type licenceText struct{ name, text string }

// goPackage is what go list says of a package.
type goPackage struct {
	ImportPath, Dir string
	Standard        bool
	Module          *struct {
		Path, Version, Dir string
		Main               bool
		Replace            *struct{ Path, Version string }
	}
}

var licenceName = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|unlicense)([-_.].*)?$`)

// materials finds what the binary is made of, writes the list of it (an SBOM in CycloneDX's JSON) beside the packages and
// returns the notices of the others' licences.
func (p *product) materials(b *built) ([]byte, error) {
	info, err := buildinfo.ReadFile(b.binary)
	if err != nil {
		return nil, err
	}
	packages, err := p.listPackages(b.target)
	if err != nil {
		return nil, err
	}
	var modules []module
	for _, dep := range info.Deps {
		if dep.Replace != nil {
			dep = dep.Replace
		}
		m := module{path: dep.Path, version: dep.Version, sum: dep.Sum}
		if m.licences, err = licencesOf(dep.Path, packages); err != nil {
			return nil, err
		}
		if len(m.licences) == 0 {
			return nil, fmt.Errorf("%s %s has no licence file: it can't be put into a package", dep.Path, dep.Version)
		}
		modules = append(modules, m)
	}
	root, err := goRoot()
	if err != nil {
		return nil, err
	}
	goLicence, err := os.ReadFile(filepath.Join(root, "LICENSE"))
	if err != nil {
		return nil, fmt.Errorf("the licence of Go: %w", err)
	}
	modules = append(modules, module{path: "std", version: strings.TrimPrefix(info.GoVersion, "go"), licences: []licenceText{{"LICENSE", string(goLicence)}}})
	slices.SortFunc(modules, func(a, b module) int { return cmp.Compare(a.path, b.path) })
	if err := p.writeSBOM(b, modules); err != nil {
		return nil, err
	}
	return notices(p, modules), nil
}

func goRoot() (string, error) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOROOT: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}

// listPackages lists the packages that are compiled into the program for a target.
func (p *product) listPackages(t target) ([]goPackage, error) {
	command := exec.Command("go", "list", "-deps", "-json=ImportPath,Dir,Standard,Module", "-tags", "release,migrated_fynedo", ".")
	command.Dir = p.Root
	command.Env = append(os.Environ(), "CGO_ENABLED=1", "GOOS="+t.OS, "GOARCH="+t.Arch, "GOFLAGS=", "GOWORK=off")
	var errs bytes.Buffer
	command.Stderr = &errs
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, errs.Bytes())
	}
	var list []goPackage
	decoder := json.NewDecoder(bytes.NewReader(out))
	for {
		var one goPackage
		if err := decoder.Decode(&one); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
}

// licencesOf collects the licence files of a module: at its root, in the folders of the packages that are used and above
// them, and in the folders just below, where C code and fonts of others lie.
func licencesOf(path string, packages []goPackage) ([]licenceText, error) {
	found := map[string]string{} // name below the module's folder -> text
	for _, one := range packages {
		if one.Module == nil || one.Module.Path != path {
			continue
		}
		root := one.Module.Dir
		folders, err := filepath.Glob(filepath.Join(one.Dir, "*", "."))
		if err != nil {
			return nil, err
		}
		for folder := one.Dir; len(folder) >= len(root); folder = filepath.Dir(folder) {
			folders = append(folders, folder)
		}
		for _, folder := range folders {
			if err := addLicences(found, root, filepath.Clean(folder)); err != nil {
				return nil, err
			}
		}
	}
	var list []licenceText
	for name, text := range found {
		list = append(list, licenceText{name, text})
	}
	slices.SortFunc(list, func(a, b licenceText) int { return cmp.Compare(a.name, b.name) })
	return list, nil
}

func addLicences(found map[string]string, root, folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil // a file, of Glob's
	}
	for _, e := range entries {
		if e.IsDir() || !licenceName.MatchString(e.Name()) || strings.HasSuffix(e.Name(), ".go") {
			continue
		}
		path := filepath.Join(folder, e.Name())
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		found[filepath.ToSlash(name)] = strings.ReplaceAll(strings.TrimSpace(string(data)), "\r\n", "\n")
	}
	return nil
}

// notices is the text that every package has to bring.
func notices(p *product, modules []module) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s %s is made with the works of others, which stand under the licences below.\n", p.Name, p.Version)
	for _, m := range modules {
		name := m.path
		if m.path == "std" {
			name = "The Go programming language"
		}
		for _, l := range m.licences {
			fmt.Fprintf(&out, "\n%s\n%s %s: %s\n%s\n\n%s\n", strings.Repeat("=", 80), name, m.version, l.name, strings.Repeat("=", 80), l.text)
		}
	}
	for _, n := range p.Notices {
		fmt.Fprintf(&out, "\n%s\n%s\n%s\n%s\n", strings.Repeat("=", 80), n.Name, strings.Repeat("=", 80), n.Text)
	}
	return out.Bytes()
}

// kinds recognise a licence by words that only it has, the more particular ones first.
var kinds = []struct {
	id    string
	words []string
}{
	{"Apache-2.0", []string{"Apache License", "Version 2.0"}},
	{"MPL-2.0", []string{"Mozilla Public License", "2.0"}},
	{"OFL-1.1", []string{"SIL OPEN FONT LICENSE", "Version 1.1"}},
	{"Unlicense", []string{"free and unencumbered software released into the public domain"}},
	{"Zlib", []string{"provided 'as-is', without any express or implied"}},
	{"BSD-3-Clause", []string{"Redistribution and use in source and binary forms", "endorse or promote"}},
	{"BSD-2-Clause", []string{"Redistribution and use in source and binary forms"}},
	{"MIT", []string{"Permission is hereby granted, free of charge", "THE SOFTWARE IS PROVIDED"}},
	{"ISC", []string{"Permission to use, copy, modify, and/or distribute this software"}},
}

// identify names a licence by SPDX's id, or "" for one it does not know.
func identify(text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, k := range kinds {
		if !slices.ContainsFunc(k.words, func(w string) bool { return !strings.Contains(text, strings.ToLower(w)) }) {
			return k.id
		}
	}
	return ""
}

// writeSums writes the checksums of everything in the folder, in the form that sha256sum --check reads.
func writeSums(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for _, e := range entries {
		if e.IsDir() || e.Name() == sumsName || !released(e.Name()) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		fmt.Fprintf(&out, "%s  %s\n", hex.EncodeToString(sum[:]), e.Name())
	}
	return os.WriteFile(filepath.Join(folder, sumsName), out.Bytes(), 0o644)
}

const sumsName = "SHA256SUMS"

// released says whether a file is one that people get, by its ending: the folder may hold a plain binary too.
func released(name string) bool {
	return slices.ContainsFunc([]string{".tar.xz", ".deb", ".rpm", ".pkg.tar.zst", ".zip", "-setup.exe", ".dmg", ".AppImage", ".cdx.json"},
		func(ending string) bool { return strings.HasSuffix(name, ending) })
}
