package article

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
)

// MaxFileSize is the size in bytes above which a file is refused.
const MaxFileSize = 50 << 20

// Source is a file as it was read from a disk, a clipboard or a drop.
type Source struct {
	Name string // base name, or "" for pasted text
	Data []byte
}

// Options are a person's choices for reading one Source.
type Options struct {
	Encoding string // IANA name of the encoding to use, or "" to detect it
}

// Read makes an article of a text file. It sets everything but ID and ImportedAt. Positions count in the resulting
// Text: without byte order mark, CR LF and lone CR made LF, and nothing else changed.
//
// The errors are ErrTooLarge, ErrBinary, ErrEmpty and ErrEncoding, wrapped with the name of the source.
func Read(ctx context.Context, src Source, opt Options) (*Article, error) {
	a, err := read(ctx, src, opt)
	if err != nil {
		name := src.Name
		if name == "" {
			name = "pasted text"
		}
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return a, nil
}

func read(ctx context.Context, src Source, opt Options) (*Article, error) {
	if len(src.Data) > MaxFileSize {
		return nil, fmt.Errorf("%w: %d bytes, at most %d can be read", ErrTooLarge, len(src.Data), MaxFileSize)
	}
	if kind := binaryKind(src.Data); kind != "" {
		return nil, fmt.Errorf("%w: it is %s", ErrBinary, kind)
	}
	d, err := decode(ctx, src.Data, opt.Encoding)
	if err != nil {
		return nil, err
	}
	if i := strings.IndexByte(d.text, 0); i >= 0 {
		return nil, fmt.Errorf("%w: there is a zero byte in it, decoded as %s", ErrBinary, d.encoding)
	}
	text := lineFeeds(d.text)
	if strings.TrimFunc(text, isBlank) == "" {
		return nil, ErrEmpty
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	a := &Article{
		Metadata:       Recognise(text),
		Text:           text,
		SHA256:         hash([]byte(text)),
		Original:       src.Data,
		OriginalSHA256: hash(src.Data),
		MediaType:      mediaType(src.Name),
		FileName:       src.Name,
		Encoding:       d.encoding,
		Replaced:       d.replaced,
	}
	return a, nil
}

// lineFeeds makes CR LF and lone CR one LF.
func lineFeeds(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func mediaType(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".mkd":
		return "text/markdown"
	}
	return "text/plain"
}
