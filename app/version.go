package app

import (
	"regexp"
	"runtime/debug"
)

// Version is the program's version. It has one place, FyneApp.toml, which the program reads it from when it starts; what
// is not the program, such as a test, has no version.
var Version = "devel"

var versionLine = regexp.MustCompile(`(?m)^\s*Version\s*=\s*"([^"]+)"`)

// VersionIn is the version that the text of FyneApp.toml names.
func VersionIn(appFile string) string {
	if found := versionLine.FindStringSubmatch(appFile); found != nil {
		return found[1]
	}
	return Version
}

// FullVersion is Version with the revision the program was built from, where the build recorded one:
// "0.1.0 (1a2b3c4d5e6f, modified)".
func FullVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return Version
	}
	return describe(Version, info.Settings)
}

func describe(version string, settings []debug.BuildSetting) string {
	revision, modified := "", ""
	for _, s := range settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = ", modified"
		}
	}
	if revision == "" {
		return version
	}
	if len(revision) > 12 {
		revision = revision[:12]
	}
	return version + " (" + revision + modified + ")"
}
