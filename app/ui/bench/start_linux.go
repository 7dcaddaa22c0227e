package bench

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/sys/unix"
)

// settle is how long a started program is left alone before its CPU time is read: by then its first frames are done, and
// nothing is drawn any more.
const settle = 2500 * time.Millisecond

// label is the baseline of starting: a window with one label, shown until the process is told to end.
func label() int {
	w := app.NewWithID("org.galley.Galley.bench").NewWindow("Label")
	w.SetContent(widget.NewLabel("Label"))
	w.ShowAndRun()
	return 0
}

// start compares starting Galley with a project and an article to starting a window with one label, each as a process of
// its own, by turns.
func (r *rig) start() {
	self, err := os.Executable()
	if err != nil {
		r.verdict = append(r.verdict, "target 8: "+err.Error())
		return
	}
	folder, err := os.MkdirTemp("", "galley-bench-")
	if err != nil {
		r.verdict = append(r.verdict, "target 8: "+err.Error())
		return
	}
	defer os.RemoveAll(folder)
	project := []string{"--project", filepath.Join(folder, "Bench.galley")}
	article := filepath.Join(folder, "article.txt")
	if err := os.WriteFile(article, []byte(prose(4<<10)), 0o600); err == nil {
		startCPU(self, folder, append(project, article)...) // makes the project, fills the font index
	}
	best := func(args ...string) time.Duration {
		least := time.Hour
		for range 3 {
			least = min(least, startCPU(self, folder, args...))
		}
		return least
	}
	window, galley := best("bench", "label"), best(project...)
	r.verdict = append(r.verdict, fmt.Sprintf("target 8: start %.0f ms of CPU, a window with one label %.0f ms: %.1f x (2)",
		ms(galley), ms(window), float64(galley)/float64(window)))
}

// startCPU runs a program until it has settled and returns the CPU time it took.
func startCPU(program, home string, args ...string) time.Duration {
	cmd := exec.Command(program, args...)
	cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+home)
	if err := cmd.Start(); err != nil {
		return time.Hour
	}
	time.Sleep(settle)
	_ = cmd.Process.Signal(unix.SIGTERM)
	_ = cmd.Wait() // ended by the signal
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}
