//go:build !linux

package bench

import (
	"fmt"
	"io"
)

// Run says that measuring is not possible here: the clocks it reads are Linux's.
func Run(out io.Writer, _ ...string) int {
	fmt.Fprintln(out, "galley bench measures on Linux only")
	return 1
}
