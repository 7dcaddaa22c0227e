package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goreleaser/nfpm/v2"
	_ "github.com/goreleaser/nfpm/v2/arch"
	_ "github.com/goreleaser/nfpm/v2/deb"
	"github.com/goreleaser/nfpm/v2/files"
	_ "github.com/goreleaser/nfpm/v2/rpm"
	"go.yaml.in/yaml/v3"
)

// packSystem makes a package for a distribution's own tool: deb, rpm or archlinux.
func (p *product) packSystem(kind string, b *built, tree []file) (string, error) {
	info, err := p.systemInfo(kind, b)
	if err != nil {
		return "", err
	}
	licences, err := p.licenceFiles(kind, b)
	if err != nil {
		return "", err
	}
	folder := filepath.Join(b.work, kind)
	all := slices.Concat(tree, licences)
	if err := writeTree(folder, all); err != nil {
		return "", err
	}
	for _, f := range sortFiles(all) {
		info.Contents = append(info.Contents, &files.Content{
			Source: filepath.Join(folder, filepath.FromSlash(f.Name)), Destination: "/usr/" + f.Name,
			FileInfo: &files.ContentFileInfo{Mode: f.Mode, MTime: p.Time, Owner: "root", Group: "root"},
		})
	}
	info = nfpm.WithDefaults(info)
	if err := nfpm.PrepareForPackager(info, kind); err != nil {
		return "", err
	}
	packager, err := nfpm.Get(kind)
	if err != nil {
		return "", err
	}
	out := filepath.Join(p.Out, packager.ConventionalFileName(info))
	return out, writeFile(out, func(w io.Writer) error { return packager.Package(info, w) })
}

func (p *product) systemInfo(kind string, b *built) (*nfpm.Info, error) {
	info := &nfpm.Info{
		Name: "galley", Arch: b.Arch, Platform: "linux", Version: p.Version, Release: "1", MTime: p.Time,
		Maintainer: p.Maintainer, Vendor: p.Maker, Homepage: p.Home, License: p.Licence, DisableGlobbing: true,
		Section: "editors", Priority: "optional",
	}
	info.Umask = 0o022
	switch kind {
	case "deb":
		info.Depends, info.Recommends = p.Depends.Deb, p.Depends.DebRecommends
		info.Description = p.summary() + "\n" + strings.Join(wrap(strings.Join(p.Description, "\n\n"), 76), "\n")
		info.Deb.Compression = "xz"
		log, err := p.changelog(b)
		if err != nil {
			return nil, err
		}
		info.Changelog = log
	case "rpm":
		info.Depends = p.Depends.Rpm
		info.RPM.Summary, info.RPM.Group, info.RPM.Packager = p.summary(), "Applications/Publishing", p.Maintainer
		info.Description = strings.Join(wrap(strings.Join(p.Description, "\n\n"), 76), "\n")
		info.RPM.BuildHost = "localhost" // not the name of the machine
		info.RPM.Compression = "xz"
	case "archlinux":
		info.Depends = p.Depends.Arch
		info.ArchLinux.Packager = p.Maintainer
		info.Description = p.summary()
	}
	return info, nil
}

// summary is the line that stands beside the name in a list of packages, by their custom small and without a full stop.
func (p *product) summary() string { return strings.ToLower(p.Comment[:1]) + p.Comment[1:] }

// licenceFiles are Galley's licence and those of others, where a system expects them.
func (p *product) licenceFiles(kind string, b *built) ([]file, error) {
	if kind != "deb" {
		return []file{
			{Name: "share/licenses/galley/LICENSE", Mode: 0o644, data: []byte(p.LicenceText)},
			{Name: "share/licenses/galley/THIRD-PARTY-NOTICES.txt", Mode: 0o644, data: b.notices},
		}, nil
	}
	own, err := p.render("copyright.tmpl", view{})
	if err != nil {
		return nil, err
	}
	others, err := gzipped(b.notices)
	if err != nil {
		return nil, err
	}
	return []file{
		{Name: "share/doc/galley/copyright", Mode: 0o644, data: own},
		{Name: "share/doc/galley/THIRD-PARTY-NOTICES.gz", Mode: 0o644, data: others},
	}, nil
}

// changelog writes the releases as nfpm wants to read them.
func (p *product) changelog(b *built) (string, error) {
	type note struct {
		Commit string `yaml:"commit"`
		Note   string `yaml:"note"`
	}
	type entry struct {
		Semver   string `yaml:"semver"`
		Date     string `yaml:"date"`
		Packager string `yaml:"packager"`
		Deb      struct {
			Urgency       string   `yaml:"urgency"`
			Distributions []string `yaml:"distributions"`
		} `yaml:"deb"`
		Changes []note `yaml:"changes"`
	}
	var entries []entry
	for _, r := range p.Releases {
		e := entry{Semver: r.Version + "-1", Date: r.Date + "T12:00:00Z", Packager: p.Maintainer}
		e.Deb.Urgency, e.Deb.Distributions = "medium", []string{"unstable"}
		for _, n := range r.Notes {
			e.Changes = append(e.Changes, note{Note: n})
		}
		entries = append(entries, e)
	}
	data, err := yaml.Marshal(entries)
	if err != nil {
		return "", err
	}
	path := filepath.Join(b.work, "changelog.yaml")
	return path, os.WriteFile(path, data, 0o644)
}

// wrap breaks paragraphs into lines of at most n letters.
func wrap(text string, n int) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		line := ""
		for _, word := range strings.Fields(paragraph) {
			if line != "" && len(line)+1+len(word) > n {
				lines = append(lines, line)
				line = ""
			}
			if line != "" {
				line += " "
			}
			line += word
		}
		lines = append(lines, line)
	}
	return lines
}
