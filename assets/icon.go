package assets

import _ "embed"

// Icon is the program's icon, a proof sheet with an underlined line (SVG).
//
//go:embed icon.svg
var Icon []byte

// IconPNG is Icon drawn at 512 by 512 pixels.
//
//go:embed icon.png
var IconPNG []byte
