package main

import (
	"errors"
	"os"
	"path/filepath"
)

// bundle is the folder that macOS shows as one program.
func (p *product) bundle(binary string, notices []byte) ([]file, error) {
	plist, err := p.render("Info.plist.tmpl", view{})
	if err != nil {
		return nil, err
	}
	icon, err := p.makeICNS()
	if err != nil {
		return nil, err
	}
	return []file{
		{Name: "Contents/Info.plist", Mode: 0o644, data: plist},
		{Name: "Contents/PkgInfo", Mode: 0o644, data: []byte("APPL????")},
		{Name: "Contents/MacOS/galley", Mode: 0o755, path: binary},
		{Name: "Contents/Resources/icon.icns", Mode: 0o644, data: icon},
		{Name: "Contents/Resources/LICENSE.txt", Mode: 0o644, data: []byte(p.LicenceText)},
		{Name: "Contents/Resources/THIRD-PARTY-NOTICES.txt", Mode: 0o644, data: notices},
	}, nil
}

// packDarwin lays out Galley.app. Signing it and putting it into a disk image need Apple's tools; the release workflow
// does both.
func (p *product) packDarwin(b *built) ([]string, error) {
	files, err := p.bundle(b.binary, b.notices)
	if err != nil {
		return nil, err
	}
	app := filepath.Join(p.Out, "darwin-"+b.Arch, p.Name+".app")
	if err := errors.Join(os.RemoveAll(app), writeTree(app, files)); err != nil {
		return nil, err
	}
	return []string{app}, nil
}
