// Package assets holds the files that are compiled into the program.
package assets

import _ "embed"

// SampleName is the file name the sample article is imported under.
const SampleName = "us-denies-bombing-2017-08-08.txt"

// Sample is the sample article's original bytes (UTF-8).
//
//go:embed us-denies-bombing-2017-08-08.txt
var Sample []byte
