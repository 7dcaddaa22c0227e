package article

import (
	"context"
	"slices"
	"strings"

	"galley/app/article/office"
)

var docxExtensions = []string{".docx", ".docm", ".dotx", ".dotm"}

func docxFormat() format {
	return format{
		extensions: docxExtensions,
		is: func(data []byte, ending string) bool {
			return office.IsDOCX(data, slices.Contains(docxExtensions, ending))
		},
		read: func(ctx context.Context, src Source, _ Options) (*extract, error) {
			d, err := office.ReadDOCX(ctx, src.Data)
			if err != nil {
				return nil, err
			}
			e := officeExtract(d, MethodDOCX)
			// Where the text speaks against the language of the styles, it does not count.
			language := firstLanguage([]string{d.StyleLanguage})
			if guess := guessLanguage(d.Text); guess == "" || strings.EqualFold(guess, strings.Split(language, "-")[0]) {
				setOnce(&e.metadata.Language, language)
			}
			return e, nil
		},
	}
}

// officeExtract is what was read of a word processor's document.
func officeExtract(d *office.Document, method Method) *extract {
	return &extract{
		text: d.Text, links: d.Hyperlinks, mediaType: d.MediaType, method: method, encoding: d.Encoding, replaced: d.Replaced,
		metadata: Metadata{Title: d.Title, Byline: d.Author, Published: firstDate(d.Dates), Language: firstLanguage(d.Languages)},
	}
}
