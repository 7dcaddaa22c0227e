package pdf

import (
	"bytes"
	"strconv"
)

// maxNesting is how deep arrays and dictionaries of a PDF may stand in each other.
const maxNesting = 64

// The tokens of a PDF that have no Go type of their own. The others are float64, bool, string, []any, map[string]any and nil.
type (
	name      string
	operator  string // an operator or another keyword
	reference struct{ id, gen int }
)

// lexer reads the objects of a file, of a page's content or of a character map one by one. What is malformed is passed
// over: a reader of text gains nothing by being strict.
type lexer struct {
	data  []byte
	pos   int
	refs  bool // "1 0 R" is a reference
	depth int
}

// next returns the next object or operator. It says false at the end.
func (l *lexer) next() (any, bool) {
	l.skipSpace()
	if l.pos >= len(l.data) {
		return nil, false
	}
	switch c := l.data[l.pos]; {
	case c == '/':
		l.pos++
		return name(l.name()), true
	case c == '(':
		l.pos++
		return l.literal(), true
	case c == '<' && l.at(1) == '<':
		l.pos += 2
		return l.dict(), true
	case c == '<':
		l.pos++
		return l.hex(), true
	case c == '[':
		l.pos++
		return l.array(), true
	case c == '>' && l.at(1) == '>':
		l.pos += 2
		return operator(">>"), true
	case isDelimiter(c):
		l.pos++
		return operator(string(rune(c))), true
	}
	return l.word(), true
}

func (l *lexer) at(offset int) byte {
	if l.pos+offset < len(l.data) {
		return l.data[l.pos+offset]
	}
	return 0
}

func (l *lexer) skipSpace() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case isSpace(c):
			l.pos++
		case c == '%':
			end := bytes.IndexAny(l.data[l.pos:], "\r\n")
			if end < 0 {
				l.pos = len(l.data)
				return
			}
			l.pos += end
		default:
			return
		}
	}
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// regular reads up to the next white space or delimiter.
func (l *lexer) regular() []byte {
	start := l.pos
	for l.pos < len(l.data) && !isSpace(l.data[l.pos]) && !isDelimiter(l.data[l.pos]) {
		l.pos++
	}
	return l.data[start:l.pos]
}

func (l *lexer) name() string {
	raw := l.regular()
	if bytes.IndexByte(raw, '#') < 0 {
		return string(raw)
	}
	var out []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if c, err := strconv.ParseUint(string(raw[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(c))
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return string(out)
}

// word is a number, a reference, a constant or an operator.
func (l *lexer) word() any {
	raw := l.regular()
	if n, ok := parseNumber(raw); ok {
		if l.refs {
			if r, ok := l.reference(n); ok {
				return r
			}
		}
		return n
	}
	switch s := string(raw); s {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	default:
		return operator(s)
	}
}

// reference looks behind a number for a second one and an R.
func (l *lexer) reference(n float64) (reference, bool) {
	back := l.pos
	l.skipSpace()
	gen, ok := parseNumber(l.regular())
	l.skipSpace()
	if ok && string(l.regular()) == "R" && n >= 0 && n < 1<<31 && gen >= 0 && gen < 1<<16 {
		return reference{int(n), int(gen)}, true
	}
	l.pos = back
	return reference{}, false
}

// parseNumber reads a number; as other readers do it takes "--5" for -5 and "5-3" for 5.
func parseNumber(raw []byte) (float64, bool) {
	if len(raw) == 0 || raw[0] > '9' || len(raw) > 64 {
		return 0, false
	}
	n, scale, sign, digits := 0.0, 0.0, 1.0, false
	for i, c := range raw {
		switch {
		case c >= '0' && c <= '9':
			digits = true
			n = n*10 + float64(c-'0')
			scale *= 10
		case c == '.' && scale == 0:
			scale = 1
		case c == '-' && !digits:
			sign = -1
		case c == '+' && i == 0:
		case c == '-':
			return sign * n / max(1, scale), true
		default:
			return 0, false
		}
	}
	return sign * n / max(1, scale), digits || scale > 0
}

func (l *lexer) array() []any {
	list := []any{}
	if l.depth++; l.depth > maxNesting {
		l.pos = len(l.data)
	}
	defer func() { l.depth-- }()
	for {
		v, ok := l.next()
		if op, is := v.(operator); !ok || is && op == "]" {
			return list
		} else if is && (op == "endobj" || op == "endstream") {
			return list
		}
		list = append(list, v)
	}
}

func (l *lexer) dict() map[string]any {
	d := make(map[string]any)
	l.entries(func(key string, value any, _ []byte) { d[key] = value })
	return d
}

// entries reads a dictionary behind its "<<" and hands over its entries, with the bytes of each value.
func (l *lexer) entries(entry func(key string, value any, raw []byte)) {
	if l.depth++; l.depth > maxNesting {
		l.pos = len(l.data)
	}
	defer func() { l.depth-- }()
	for {
		k, ok := l.next()
		if op, is := k.(operator); !ok || is && (op == ">>" || op == "endobj" || op == "stream") {
			return
		}
		key, ok := k.(name)
		if !ok {
			continue
		}
		start := l.pos
		v, ok := l.next()
		if op, is := v.(operator); !ok || is && op == ">>" {
			return
		}
		entry(string(key), v, l.data[start:l.pos])
	}
}

func (l *lexer) hex() string {
	var out []byte
	half := -1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		d := hexDigit(c)
		switch {
		case d < 0:
		case half < 0:
			half = d
		default:
			out = append(out, byte(half<<4|d))
			half = -1
		}
	}
	if half >= 0 {
		out = append(out, byte(half<<4))
	}
	return string(out)
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *lexer) literal() string {
	var out []byte
	open := 1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return string(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return string(out)
}

// escape reads what follows a backslash.
func (l *lexer) escape(out []byte) []byte {
	c := l.at(0)
	l.pos++
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return append(out, "\n\r\t\b\f"[i])
	}
	switch {
	case c == '\r':
		if l.at(0) == '\n' {
			l.pos++
		}
		return out
	case c == '\n':
		return out
	case c < '0' || c > '7':
		return append(out, c)
	}
	n := int(c - '0')
	for range 2 {
		d := l.at(0)
		if d < '0' || d > '7' {
			break
		}
		n = n<<3 | int(d-'0')
		l.pos++
	}
	return append(out, byte(n))
}
