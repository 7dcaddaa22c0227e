package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

type workflow struct {
	Name        string            `yaml:"name"`
	On          any               `yaml:"on"`
	Permissions map[string]string `yaml:"permissions"`
	Concurrency map[string]any    `yaml:"concurrency"`
	Env         map[string]string `yaml:"env"`
	Jobs        map[string]job    `yaml:"jobs"`
}

type job struct {
	If          string            `yaml:"if"`
	Needs       words             `yaml:"needs"`
	RunsOn      string            `yaml:"runs-on"`
	Timeout     int               `yaml:"timeout-minutes"`
	Env         map[string]string `yaml:"env"`
	Permissions map[string]string `yaml:"permissions"`
	Strategy    map[string]any    `yaml:"strategy"`
	Defaults    map[string]any    `yaml:"defaults"`
	Steps       []step            `yaml:"steps"`
}

type step struct {
	Name  string            `yaml:"name"`
	If    string            `yaml:"if"`
	Uses  string            `yaml:"uses"`
	With  map[string]any    `yaml:"with"`
	Run   string            `yaml:"run"`
	Shell string            `yaml:"shell"`
	Env   map[string]string `yaml:"env"`
}

// words is a word or a list of them.
type words []string

func (w *words) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*w = words{n.Value}
		return nil
	}
	return n.Decode((*[]string)(w))
}

func workflows(t *testing.T, root string) map[string]workflow {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(root, ".github/workflows/*.yml"))
	if err != nil || len(paths) < 2 {
		t.Fatalf("workflows %v, %v", paths, err)
	}
	all := map[string]workflow{}
	for _, path := range paths {
		decoder := yaml.NewDecoder(bytes.NewReader(read(t, path)))
		decoder.KnownFields(true) // a word that GitHub does not know stops the whole workflow
		var w workflow
		if err := decoder.Decode(&w); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all[filepath.Base(path)] = w
	}
	return all
}

var pinned = regexp.MustCompile(`^[\w-]+/[\w-]+@[0-9a-f]{40}$`)

func TestWorkflowsAreWellFormed(t *testing.T) {
	p := packaged(t)
	for name, w := range workflows(t, p.Root) {
		if w.On == nil || len(w.Jobs) == 0 || w.Permissions["contents"] != "read" {
			t.Errorf("%s: on %v, %d jobs, permissions %v", name, w.On, len(w.Jobs), w.Permissions)
		}
		for id, j := range w.Jobs {
			for _, other := range j.Needs {
				if _, ok := w.Jobs[other]; !ok {
					t.Errorf("%s: %s needs %s, which there is none", name, id, other)
				}
			}
			if j.RunsOn == "" || len(j.Steps) == 0 {
				t.Errorf("%s: %s runs on %q and has %d steps", name, id, j.RunsOn, len(j.Steps))
			}
			for i, s := range j.Steps {
				checkStep(t, p, fmt.Sprintf("%s: %s, step %d", name, id, i+1), j, s)
			}
		}
	}
}

func checkStep(t *testing.T, p *product, where string, j job, s step) {
	t.Helper()
	switch {
	case (s.Uses == "") == (s.Run == ""):
		t.Errorf("%s should either use an action or run something", where)
	case s.Uses != "" && !pinned.MatchString(s.Uses):
		t.Errorf("%s: %s should be pinned by its commit", where, s.Uses)
	case s.Run != "":
		checkScript(t, p, where, s)
	}
	for _, value := range s.Env {
		if strings.Contains(value, "secrets.") && s.If == "" {
			t.Errorf("%s uses a secret without asking whether it is there", where)
		}
	}
	for _, text := range []string{s.Run, s.If} {
		if strings.Contains(text, "secrets.") {
			t.Errorf("%s: a secret stands in its text, not in its environment", where)
		}
	}
	if _, ok := j.Env["HAVE_CERT"]; strings.Contains(s.If, "env.HAVE_CERT") && !ok {
		t.Errorf("%s asks for HAVE_CERT, which the job does not set", where)
	}
}

var placeholder = regexp.MustCompile(`\$\{\{[^}]*\}\}`)

// checkScript has the shell read a step without running it, and looks for the files of ours that it names.
func checkScript(t *testing.T, p *product, where string, s step) {
	t.Helper()
	for _, name := range regexp.MustCompile(`(?:^|\s)(\.ci/\w+|assets/[\w./-]+)`).FindAllStringSubmatch(s.Run, -1) {
		if _, err := os.Stat(filepath.Join(p.Root, name[1])); err != nil {
			t.Errorf("%s: %v", where, err)
		}
	}
	if s.Shell != "" {
		return
	}
	command := exec.Command("bash", "-n")
	command.Stdin = strings.NewReader(placeholder.ReplaceAllString(s.Run, "x"))
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", where, err, out)
	}
}

func TestTheReleaseWaitsForAllPackagesAndTheirTests(t *testing.T) {
	release := workflows(t, packaged(t).Root)["release.yml"]
	for id := range release.Jobs {
		if id != "release" && !slices.Contains(release.Jobs["release"].Needs, id) {
			t.Errorf("the release does not wait for %s", id)
		}
	}
	if release.Jobs["release"].If != "github.ref_type == 'tag'" {
		t.Errorf("a release is made if %s", release.Jobs["release"].If)
	}
}

func TestScriptsAreWellFormed(t *testing.T) {
	p := packaged(t)
	for _, name := range []string{"run", "setup", "package", "try"} {
		if out, err := exec.Command("bash", "-n", filepath.Join(p.Root, ".ci", name)).CombinedOutput(); err != nil {
			t.Errorf(".ci/%s: %v\n%s", name, err, out)
		}
	}
}
