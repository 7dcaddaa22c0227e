package child

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"time"
)

// Documents that do to the child of a test what a hostile one may do to any.
const (
	Slow        = "<!DOCTYPE html><html><body>hang</body></html>"
	Crash       = "<!DOCTYPE html><html><body>crash</body></html>"
	Hungry      = "<!DOCTYPE html><html><body>hungry</body></html>"
	Environment = "<!DOCTYPE html><html><body>environment</body></html>"
)

func init() {
	before = func(data []byte) error {
		switch string(data) {
		case Slow:
			select {}
		case Crash:
			var fall func(int) int
			fall = func(n int) int { return fall(n+1) + 1 }
			fall(0)
		case Hungry:
			var held [][]byte
			for {
				held = append(held, bytes.Repeat([]byte{1}, 16<<20))
				if len(held) > 200 {
					return errors.New("not ended")
				}
			}
		case Environment:
			return errors.New(strings.Join(os.Environ(), " "))
		}
		return nil
	}
}

// SetTimeLimit shortens the time for a document until the returned function is called.
func SetTimeLimit(d time.Duration) (back func()) {
	old := timeLimit
	timeLimit = d
	return func() { timeLimit = old }
}
