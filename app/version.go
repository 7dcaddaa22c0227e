package app

import "runtime/debug"

// Version is the program's version, the same as in FyneApp.toml. A release build may set it with -ldflags -X.
var Version = "0.1.0"

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
