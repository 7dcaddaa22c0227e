package assets

import _ "embed"

// Icon is the program's icon (SVG): a galley proof, long and narrow, with an underlined line and the tick of who checked it.
//
//go:embed icon.svg
var Icon []byte

// IconPNG is Icon drawn at 512 by 512 pixels.
//
//go:embed icon.png
var IconPNG []byte
