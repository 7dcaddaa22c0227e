// Galley opens articles, lets a fact-checker mark what they claim, deny and leave unverified, and keeps it all in one
// project file. Without a command it opens its window.
package main

import (
	_ "embed"
	"os"

	"galley/app"
	"galley/app/child"
	"galley/app/cli"
	_ "galley/app/locale"
	"galley/app/ui"
	"galley/app/ui/bench"
)

// appFile is the one place where the version stands.
//
//go:embed FyneApp.toml
var appFile string

func main() {
	child.Main()
	cli.AttachConsole()
	app.Version = app.VersionIn(appFile)
	args := os.Args[1:]
	if len(args) > 0 && args[0] == "bench" { // for developers, and so not among the commands that help lists
		os.Exit(bench.Run(os.Stdout, args[1:]...))
	}
	os.Exit(cli.Run(args, os.Stdout, os.Stderr, window))
}

func window(project string, articles []string) int {
	return ui.Run(ui.Options{Project: project, Articles: articles, Version: app.FullVersion()})
}
