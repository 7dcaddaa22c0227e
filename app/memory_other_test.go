//go:build !linux

package app_test

func peakMemory() float64 { return 0 }
