package app_test

import "syscall"

// peakMemory is the most memory that this process, or one of its children that have ended, had at a time, in MB.
func peakMemory() float64 {
	var own, children syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &own) != nil || syscall.Getrusage(syscall.RUSAGE_CHILDREN, &children) != nil {
		return 0
	}
	return float64(max(own.Maxrss, children.Maxrss)) / 1024
}
