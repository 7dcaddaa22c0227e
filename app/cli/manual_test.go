package cli_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"galley/app/cli"
)

// The manual page is written by hand: this keeps it from forgetting a command or an option that the help names.
func TestTheManualNamesEveryCommandAndOption(t *testing.T) {
	data, err := os.ReadFile("../../assets/packaging/galley.1.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	manual := strings.ReplaceAll(string(data), `\-`, "-")
	commands := []string{""}
	help := run("help")
	help.want(t, cli.Done, "Available Commands:", "")
	_, list, _ := strings.Cut(help.stdout, "Available Commands:\n")
	for _, found := range regexp.MustCompile(`(?m)^  (\w+) `).FindAllStringSubmatch(list, -1) {
		commands = append(commands, found[1])
		if !regexp.MustCompile(`(?m)^\.B[RI]? ` + found[1] + `\b`).MatchString(manual) {
			t.Errorf("the manual does not explain the command %s", found[1])
		}
	}
	if len(commands) < 6 {
		t.Fatalf("help lists only %q: the test looks at the wrong lines", commands)
	}
	for _, command := range commands {
		for _, option := range regexp.MustCompile(`--[a-z-]+`).FindAllString(run("help", command).stdout, -1) {
			if !strings.Contains(manual, option) {
				t.Errorf("the manual does not name %s of galley %s", option, command)
			}
		}
	}
}
