package assets

import _ "embed"

// Schema is the JSON Schema (2020-12) of the files app/exchange writes as Galley's JSON.
//
//go:embed galley.schema.json
var Schema []byte
