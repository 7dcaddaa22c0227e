package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// uninstaller is where install.sh leaves the script that takes Galley away.
const uninstaller = "share/doc/galley/uninstall.sh"

// linuxTree is what lies below /usr or ~/.local, apart from licences, which each kind of package keeps elsewhere.
func (p *product) linuxTree(b *built) ([]file, error) {
	files := []file{{Name: "bin/galley", Mode: 0o755, path: b.binary}}
	add := func(name string, data []byte) { files = append(files, file{Name: name, Mode: 0o644, data: data}) }
	for name, template := range map[string]string{
		"share/applications/" + p.ID + ".desktop":  "app.desktop.tmpl",
		"share/metainfo/" + p.ID + ".metainfo.xml": "app.metainfo.xml.tmpl",
		"share/mime/packages/" + p.ID + ".xml":     "mime.xml.tmpl",
	} {
		data, err := p.render(template, view{})
		if err != nil {
			return nil, err
		}
		add(name, data)
	}
	manual, err := p.render("galley.1.tmpl", view{})
	if err != nil {
		return nil, err
	}
	if manual, err = gzipped(manual); err != nil {
		return nil, err
	}
	add("share/man/man1/galley.1.gz", manual)
	for _, n := range iconSizes {
		data, err := p.iconPNG(n)
		if err != nil {
			return nil, err
		}
		add(fmt.Sprintf("share/icons/hicolor/%dx%d/apps/%s.png", n, n, p.ID), data)
	}
	drawing, err := os.ReadFile(filepath.Join(p.Root, "assets/icon.svg"))
	if err != nil {
		return nil, err
	}
	add("share/icons/hicolor/scalable/apps/"+p.ID+".svg", drawing)
	return sortFiles(files), nil
}

func (p *product) packLinux(b *built, check bool) ([]string, error) {
	tree, err := p.linuxTree(b)
	if err != nil {
		return nil, err
	}
	if check {
		folder := filepath.Join(b.work, "tree")
		if err := writeTree(folder, tree); err != nil {
			return nil, err
		}
		if err := p.checkTree(folder); err != nil {
			return nil, err
		}
	}
	archive, err := p.packTarXZ(b, tree)
	if err != nil {
		return nil, err
	}
	made := []string{archive}
	for _, kind := range []string{"deb", "rpm", "archlinux"} {
		path, err := p.packSystem(kind, b, tree)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", kind, err)
		}
		made = append(made, path)
	}
	image, err := p.packAppImage(b, tree)
	if err != nil || image == "" {
		return made, err
	}
	return append(made, image), nil
}

// packTarXZ makes the archive for one's own home, with a script that installs it and one that takes it away.
func (p *product) packTarXZ(b *built, tree []file) (string, error) {
	files := append(slices.Clone(tree),
		file{Name: "share/doc/galley/LICENSE", Mode: 0o644, data: []byte(p.LicenceText)},
		file{Name: "share/doc/galley/THIRD-PARTY-NOTICES.txt", Mode: 0o644, data: b.notices})
	uninstall, err := p.render("uninstall.sh.tmpl", view{Files: append(slices.Clone(files), file{Name: uninstaller})})
	if err != nil {
		return "", err
	}
	files = append(files, file{Name: uninstaller, Mode: 0o755, data: uninstall})
	install, err := p.render("install.sh.tmpl", view{Files: files, Uninstall: uninstaller})
	if err != nil {
		return "", err
	}
	files = append(files, file{Name: "install.sh", Mode: 0o755, data: install}, file{Name: "uninstall.sh", Mode: 0o755, data: uninstall})
	name := fmt.Sprintf("galley-%s-linux-%s", p.Version, b.Arch)
	out := filepath.Join(p.Out, name+".tar.xz")
	return out, writeTarXZ(out, name, files, p.Time)
}

// packAppImage makes an AppImage if GALLEY_APPIMAGE_RUNTIME names the runtime to put in front of it, which has to be
// fetched first: no package of a distribution has it. Without it there is none, and that is no error.
func (p *product) packAppImage(b *built, tree []file) (string, error) {
	runtime := os.Getenv("GALLEY_APPIMAGE_RUNTIME")
	if runtime == "" {
		return "", nil
	}
	folder := filepath.Join(b.work, "AppDir")
	files := slices.Clone(tree)
	for i := range files {
		files[i].Name = "usr/" + files[i].Name
	}
	files = append(files,
		file{Name: "usr/share/doc/galley/LICENSE", Mode: 0o644, data: []byte(p.LicenceText)},
		file{Name: "usr/share/doc/galley/THIRD-PARTY-NOTICES.txt", Mode: 0o644, data: b.notices},
		file{Name: "AppRun", Mode: 0o755, data: []byte("#!/bin/sh\nexec \"$(dirname \"$(readlink -f \"$0\")\")/usr/bin/galley\" \"$@\"\n")})
	for _, f := range tree {
		if base := filepath.Base(f.Name); strings.HasSuffix(f.Name, ".desktop") || strings.Contains(f.Name, "/256x256/") {
			files = append(files, file{Name: base, Mode: 0o644, data: f.data})
		}
	}
	if err := writeTree(folder, files); err != nil {
		return "", err
	}
	packed := filepath.Join(b.work, "app.squashfs")
	command := exec.Command("mksquashfs", folder, packed, "-comp", "zstd", "-all-root", "-noappend", "-quiet", "-no-progress", "-no-xattrs")
	// The times of all files are that of the commit: mksquashfs takes it from SOURCE_DATE_EPOCH.
	if out, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("mksquashfs: %w\n%s", err, out)
	}
	var image []byte
	for _, part := range []string{runtime, packed} {
		data, err := os.ReadFile(part)
		if err != nil {
			return "", err
		}
		image = append(image, data...)
	}
	arch := map[string]string{"amd64": "x86_64", "arm64": "aarch64"}[b.Arch]
	out := filepath.Join(p.Out, fmt.Sprintf("Galley-%s-%s.AppImage", p.Version, arch))
	return out, os.WriteFile(out, image, 0o755)
}

// writeTree lays files into a folder.
func writeTree(folder string, files []file) error {
	for _, f := range files {
		data, err := f.content()
		if err != nil {
			return err
		}
		path := filepath.Join(folder, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, f.Mode); err != nil {
			return err
		}
		if err := os.Chmod(path, f.Mode); err != nil { // whatever the umask says
			return err
		}
	}
	return nil
}
