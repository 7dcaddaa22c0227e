//go:build !windows

package cli

// AttachConsole is for Windows: elsewhere a program that opens windows has its terminal as every other.
func AttachConsole() {}
