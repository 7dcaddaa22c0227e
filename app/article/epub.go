package article

import (
	"context"
	"slices"
	"strings"

	"galley/app/article/draft"
	"galley/app/article/epub"
	"galley/app/article/parts"
)

var epubExtensions = []string{".epub"}

func epubFormat() format {
	return format{
		extensions: epubExtensions,
		is: func(data []byte, ending string) bool {
			return parts.IsKind(parts.EPUB, data, slices.Contains(epubExtensions, ending))
		},
		read: readEPUB,
	}
}

func readEPUB(ctx context.Context, src Source, _ Options) (*extract, error) {
	b, err := epub.Read(ctx, src.Data)
	if err != nil {
		return nil, err
	}
	e := &extract{
		text: b.Text, links: b.Hyperlinks, mediaType: epub.MediaType, method: MethodEPUB, encoding: "utf-8", replaced: b.Replaced,
	}
	e.metadata = Metadata{
		Title: b.Title, Byline: strings.Join(b.Authors, ", "), Publisher: b.Publisher, Published: firstDate(b.Dates),
		Language: firstLanguage(b.Languages),
	}
	for _, id := range b.Identifiers {
		if webAddress.MatchString(id) && draft.Absolute(nil, id) != "" {
			setOnce(&e.metadata.URL, id)
		}
	}
	return e, nil
}
