package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/josephspurrier/goversioninfo"
)

// writeResources lays the icon, the version and the manifest where go build finds them for a Windows program: beside
// main.go, under a name that git ignores. Remove takes the file away again.
func (p *product) writeResources(t target, work string) (remove func(), err error) {
	icon, err := p.makeICO()
	if err != nil {
		return nil, err
	}
	manifest, err := p.render("windows.manifest.tmpl", view{})
	if err != nil {
		return nil, err
	}
	info := goversioninfo.VersionInfo{IconPath: filepath.Join(work, "galley.ico"), ManifestPath: filepath.Join(work, "galley.manifest")}
	if err := errors.Join(os.WriteFile(info.IconPath, icon, 0o644), os.WriteFile(info.ManifestPath, manifest, 0o644)); err != nil {
		return nil, err
	}
	v := goversioninfo.FileVersion{Build: p.Build}
	if _, err := fmt.Sscanf(p.Version, "%d.%d.%d", &v.Major, &v.Minor, &v.Patch); err != nil {
		return nil, err
	}
	info.FixedFileInfo = goversioninfo.FixedFileInfo{FileVersion: v, ProductVersion: v, FileFlagsMask: "3f", FileFlags: "00", FileOS: "040004", FileType: "01", FileSubType: "00"}
	info.StringFileInfo = goversioninfo.StringFileInfo{
		CompanyName: p.Maker, FileDescription: p.Name, FileVersion: p.Version, InternalName: "galley", LegalCopyright: "© " + p.Maker,
		OriginalFilename: "galley.exe", ProductName: p.Name, ProductVersion: p.Version,
	}
	info.VarFileInfo.Translation = goversioninfo.Translation{LangID: 0x0409, CharsetID: 0x04B0}
	info.Build()
	info.Walk()
	path := filepath.Join(p.Root, "rsrc_windows_"+t.Arch+".syso")
	remove = func() { os.Remove(path) }
	if err := info.WriteSyso(path, t.Arch); err != nil {
		remove()
		return nil, err
	}
	return remove, nil
}

func (p *product) packWindows(b *built) ([]string, error) {
	if err := sign(b.binary); err != nil {
		return nil, err
	}
	files := []file{
		{Name: "galley.exe", Mode: 0o755, path: b.binary},
		{Name: "LICENSE.txt", Mode: 0o644, data: crlf([]byte(p.LicenceText))},
		{Name: "THIRD-PARTY-NOTICES.txt", Mode: 0o644, data: crlf(b.notices)},
	}
	base := fmt.Sprintf("galley-%s-windows-%s", p.Version, b.Arch)
	portable := filepath.Join(p.Out, base+".zip")
	if err := writeZip(portable, base, files, p.Time); err != nil {
		return nil, err
	}
	installer, err := p.packInstaller(b, base+"-setup.exe", files)
	if err != nil {
		return nil, fmt.Errorf("the installer: %w", err)
	}
	return []string{portable, installer}, nil
}

// packInstaller makes the installer with NSIS.
func (p *product) packInstaller(b *built, name string, files []file) (string, error) {
	v := view{Work: filepath.ToSlash(b.work), File: filepath.ToSlash(filepath.Join(p.Out, name))}
	if runtime.GOOS == "linux" {
		v.Target = "amd64-unicode" // a usual one is 32-bit, which a Wine of 64 bits passes over without a word
	}
	var names []string
	for _, f := range sortFiles(files) {
		data, err := f.content()
		if err != nil {
			return "", err
		}
		path := filepath.Join(b.work, f.Name)
		// The installer holds the times of its files.
		if err := errors.Join(os.WriteFile(path, data, f.Mode), os.Chtimes(path, p.Time, p.Time)); err != nil {
			return "", err
		}
		names = append(names, f.Name)
		v.Kilobytes += (len(data) + 1023) / 1024
	}
	v.Files = names
	if signing() {
		v.Sign = os.Getenv("GALLEY_SIGN")
	}
	script, err := p.render("installer.nsi.tmpl", v)
	if err != nil {
		return "", err
	}
	path := filepath.Join(b.work, "installer.nsi")
	if err := os.WriteFile(path, append([]byte("\xef\xbb\xbf"), script...), 0o644); err != nil {
		return "", err
	}
	if _, err := tool("makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", path); err != nil {
		return "", err
	}
	return v.File, nil
}

// signing says whether there is something to sign with: GALLEY_SIGN, a command that signs the file that is its last
// argument.
func signing() bool { return strings.TrimSpace(os.Getenv("GALLEY_SIGN")) != "" }

func sign(path string) error {
	if !signing() {
		fmt.Println("note: unsigned, since GALLEY_SIGN names no command that signs a file")
		return nil
	}
	words := append(strings.Fields(os.Getenv("GALLEY_SIGN")), path)
	out, err := exec.Command(words[0], words[1:]...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("signing %s: %w\n%s", filepath.Base(path), err, out)
	}
	return nil
}

// crlf gives a text the line ends that Windows' own editor long needed.
func crlf(text []byte) []byte {
	return []byte(strings.ReplaceAll(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n", "\r\n"))
}
