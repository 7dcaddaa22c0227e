package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// The parts of CycloneDX 1.5 that are used.
type sbom struct {
	Format       string          `json:"bomFormat"`
	Spec         string          `json:"specVersion"`
	Serial       string          `json:"serialNumber"`
	Version      int             `json:"version"`
	Metadata     sbomMetadata    `json:"metadata"`
	Components   []sbomComponent `json:"components"`
	Dependencies []sbomNeed      `json:"dependencies"`
}

type sbomMetadata struct {
	Timestamp string        `json:"timestamp"`
	Component sbomComponent `json:"component"`
}

type sbomComponent struct {
	Type     string        `json:"type"`
	Ref      string        `json:"bom-ref"`
	Name     string        `json:"name"`
	Version  string        `json:"version"`
	Hashes   []sbomHash    `json:"hashes,omitempty"`
	Licences []sbomLicence `json:"licenses,omitempty"`
	Purl     string        `json:"purl,omitempty"`
	Facts    []sbomFact    `json:"properties,omitempty"`
}

type sbomHash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type sbomLicence struct {
	Licence struct {
		ID   string `json:"id,omitempty"`
		Name string `json:"name,omitempty"`
	} `json:"license"`
}

type sbomFact struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type sbomNeed struct {
	Ref   string   `json:"ref"`
	Needs []string `json:"dependsOn"`
}

// writeSBOM writes what is in the binary, as CycloneDX.
func (p *product) writeSBOM(b *built, modules []module) error {
	data, err := os.ReadFile(b.binary)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	main := sbomComponent{
		Type: "application", Ref: "galley", Name: "galley", Version: p.Version, Licences: licencesAs(p.Licence, ""),
		Hashes: []sbomHash{{"SHA-256", hex.EncodeToString(sum[:])}},
		Facts:  []sbomFact{{"galley:target", b.String()}},
	}
	// The number is made from the binary, not from chance, so that two runs give the same list.
	s := sum[:16]
	s[6], s[8] = s[6]&0x0f|0x50, s[8]&0x3f|0x80
	doc := sbom{
		Format: "CycloneDX", Spec: "1.5", Version: 1,
		Serial:   fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", s[0:4], s[4:6], s[6:8], s[8:10], s[10:16]),
		Metadata: sbomMetadata{p.Time.Format("2006-01-02T15:04:05Z"), main},
	}
	needs := sbomNeed{Ref: "galley"}
	for _, m := range modules {
		c := sbomComponent{Type: "library", Name: m.path, Version: m.version, Purl: "pkg:golang/" + m.path + "@" + m.version}
		c.Ref = c.Purl
		if m.sum != "" {
			c.Facts = []sbomFact{{"go:sum", m.sum}}
		}
		for _, l := range m.licences {
			for _, one := range licencesAs(identify(l.text), l.name) {
				if !slices.Contains(c.Licences, one) {
					c.Licences = append(c.Licences, one)
				}
			}
		}
		doc.Components = append(doc.Components, c)
		needs.Needs = append(needs.Needs, c.Ref)
	}
	doc.Dependencies = []sbomNeed{needs}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(doc); err != nil {
		return err
	}
	path := filepath.Join(p.Out, fmt.Sprintf("galley-%s-%s-%s.cdx.json", p.Version, b.OS, b.Arch))
	return os.WriteFile(path, out.Bytes(), 0o644)
}

// licencesAs is a licence by its SPDX id or, where that is not known, by the name of its file.
func licencesAs(id, name string) []sbomLicence {
	var one sbomLicence
	one.Licence.ID = id
	if id == "" {
		one.Licence.Name = name
	}
	return []sbomLicence{one}
}
