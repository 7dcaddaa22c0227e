package assets

import _ "embed"

// OldestProject is a project of the first schema that was released, compressed with gzip: what every later Galley must be
// able to open. It is db/testdata/schema-0001.galley.
//
//go:embed schema-0001.galley.gz
var OldestProject []byte
