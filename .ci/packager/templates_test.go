package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func rendered(t *testing.T, p *product, name string) string {
	t.Helper()
	data, err := p.render(name, view{})
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestTheMenuEntryStartsGalleyWithFiles(t *testing.T) {
	p := packaged(t)
	entry := map[string]string{}
	for _, line := range strings.Split(rendered(t, p, "app.desktop.tmpl"), "\n") {
		if key, value, found := strings.Cut(line, "="); found {
			entry[key] = value
		}
	}
	for key, want := range map[string]string{
		"Exec": "galley %F", "Icon": p.ID, "MimeType": p.Type.Mime + ";", "Type": "Application",
		"StartupWMClass": p.Name, // the window's first title, which docks know it by
	} {
		if entry[key] != want {
			t.Errorf("%s is %q, want %q", key, entry[key], want)
		}
	}
}

// element is any XML.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element  `xml:",any"`
}

func (e element) all(path string) (found []element) {
	first, rest, more := strings.Cut(path, "/")
	for _, c := range e.Children {
		switch {
		case c.XMLName.Local != first:
		case more:
			found = append(found, c.all(rest)...)
		default:
			found = append(found, c)
		}
	}
	return found
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func parse(t *testing.T, text string) element {
	t.Helper()
	var e element
	if err := xml.Unmarshal([]byte(text), &e); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return e
}

func TestTheStoreEntryNamesTheSameThingsAsTheRest(t *testing.T) {
	p := packaged(t)
	e := parse(t, rendered(t, p, "app.metainfo.xml.tmpl"))
	for path, want := range map[string]string{
		"id": p.ID, "launchable": p.ID + ".desktop", "provides/mediatype": p.Type.Mime, "summary": p.Comment, "project_license": "MIT",
	} {
		if got := e.all(path); len(got) != 1 || got[0].Text != want {
			t.Errorf("%s is %v, want %q", path, got, want)
		}
	}
	releases := e.all("releases/release")
	if len(releases) != len(p.Releases) || releases[0].attr("version") != p.Version {
		t.Errorf("releases: %v", releases)
	}
	if shots := e.all("screenshots/screenshot/image"); len(shots) != 1 || shots[0].attr("width") != strconv.Itoa(p.Shot.X) {
		t.Errorf("screenshots: %v", shots)
	}
}

func TestTheTypeOfProjectsIsKnownByContent(t *testing.T) {
	p := packaged(t)
	e := parse(t, rendered(t, p, "mime.xml.tmpl"))
	project := read(t, filepath.Join(p.Root, "db/testdata/schema-0001.galley"))
	matched := 0
	var match func([]element)
	match = func(list []element) {
		for _, m := range list {
			offset, err := strconv.Atoi(m.attr("offset"))
			value, e := strconv.Unquote(`"` + m.attr("value") + `"`)
			if err := errors.Join(err, e); err != nil {
				t.Fatal(err)
			}
			if !bytes.HasPrefix(project[offset:], []byte(value)) {
				t.Errorf("a project has %q at %d, not %q", project[offset:offset+len(value)], offset, value)
			}
			matched++
			match(m.all("match"))
		}
	}
	match(e.all("mime-type/magic/match"))
	if matched != 2 {
		t.Errorf("%d matches", matched)
	}
	if globs := e.all("mime-type/glob"); len(globs) != 1 || globs[0].attr("pattern") != "*."+p.Type.Ending {
		t.Errorf("globs: %v", globs)
	}
}

// property reads a value of a property list: strings, lists, dictionaries and truth.
func property(d *xml.Decoder, start xml.StartElement) (any, error) {
	switch start.Name.Local {
	case "string":
		var s string
		return s, d.DecodeElement(&s, &start)
	case "true", "false":
		return start.Name.Local == "true", d.Skip()
	case "dict", "array":
	default:
		return nil, fmt.Errorf("a property list has no %s", start.Name.Local)
	}
	list, dict, key := []any{}, map[string]any{}, ""
	for {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.EndElement:
			if start.Name.Local == "dict" {
				return dict, nil
			}
			return list, nil
		case xml.StartElement:
			if token.Name.Local == "key" {
				if err := d.DecodeElement(&key, &token); err != nil {
					return nil, err
				}
				continue
			}
			value, err := property(d, token)
			if err != nil {
				return nil, err
			}
			list, dict[key] = append(list, value), value
		}
	}
}

func propertyList(t *testing.T, data []byte) map[string]any {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			t.Fatal("the property list has no dictionary")
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "dict" {
			value, err := property(d, start)
			if err != nil {
				t.Fatal(err)
			}
			return value.(map[string]any)
		}
	}
}

func TestTheBundleOfMacOSHoldsWhatItsListSays(t *testing.T) {
	p := packaged(t)
	b := standIn(t, target{"darwin", "arm64"})
	files, err := p.bundle(b.binary, b.notices)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]file{}
	for _, f := range files {
		names[f.Name] = f
	}
	list := propertyList(t, names["Contents/Info.plist"].data)
	if f, ok := names["Contents/MacOS/"+list["CFBundleExecutable"].(string)]; !ok || f.Mode&0o111 == 0 {
		t.Errorf("the executable %v is not there, or is none", list["CFBundleExecutable"])
	}
	if _, ok := names["Contents/Resources/"+list["CFBundleIconFile"].(string)]; !ok {
		t.Errorf("the icon %v is not there", list["CFBundleIconFile"])
	}
	for key, want := range map[string]any{"CFBundleIdentifier": p.ID, "CFBundleShortVersionString": p.Version, "LSMinimumSystemVersion": "12.0", "NSHighResolutionCapable": true} {
		if list[key] != want {
			t.Errorf("%s is %v, want %v", key, list[key], want)
		}
	}
	opened := list["CFBundleDocumentTypes"].([]any)[0].(map[string]any)["LSItemContentTypes"].([]any)[0]
	declared := list["UTExportedTypeDeclarations"].([]any)[0].(map[string]any)
	if opened != declared["UTTypeIdentifier"] || opened != p.Type.UTI {
		t.Errorf("opens %v, declares %v", opened, declared["UTTypeIdentifier"])
	}
	ending := declared["UTTypeTagSpecification"].(map[string]any)["public.filename-extension"].([]any)[0]
	if ending != p.Type.Ending {
		t.Errorf("declares files ending in %v", ending)
	}
	propertyList(t, read(t, p.source("entitlements.plist")))
}

func TestTheInstallerTakesAwayWhatItBrings(t *testing.T) {
	p := packaged(t)
	data, err := p.render("installer.nsi.tmpl", view{Files: []string{"galley.exe", "LICENSE.txt"}, Work: "w", File: "o.exe", Kilobytes: 7})
	if err != nil {
		t.Fatal(err)
	}
	install, uninstall, found := strings.Cut(string(data), "Section Uninstall")
	if !found || !strings.Contains(install, "RequestExecutionLevel user") || strings.Contains(string(data), "HKLM") {
		t.Error("the installer should need no administrator")
	}
	for _, f := range regexp.MustCompile(`File "/oname=([^"]+)"`).FindAllStringSubmatch(install, -1) {
		if !strings.Contains(uninstall, `Delete "$INSTDIR\`+f[1]+`"`) {
			t.Errorf("%s stays", f[1])
		}
	}
	for _, key := range regexp.MustCompile(`WriteReg\w+ HKCU ("[^"]+")`).FindAllStringSubmatch(install, -1) {
		gone := false
		for _, d := range regexp.MustCompile(`DeleteReg\w+ HKCU "([^"]+)"`).FindAllStringSubmatch(uninstall, -1) {
			gone = gone || strings.HasPrefix(key[1], `"`+d[1])
		}
		if !gone {
			t.Errorf("the key %s stays", key[1])
		}
	}
	if strings.Contains(uninstall, "RMDir /r") {
		t.Error("the uninstaller would remove a folder with what a person has put into it")
	}
	parse(t, rendered(t, p, "windows.manifest.tmpl"))
}
