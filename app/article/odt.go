package article

import (
	"context"
	"slices"

	"galley/app/article/office"
)

var odtExtensions = []string{".odt", ".ott", ".fodt"}

func odtFormat() format {
	return format{
		extensions: odtExtensions,
		is: func(data []byte, ending string) bool {
			return office.IsODT(data, slices.Contains(odtExtensions, ending))
		},
		read: func(ctx context.Context, src Source, _ Options) (*extract, error) {
			d, err := office.ReadODT(ctx, src.Data)
			if err != nil {
				return nil, err
			}
			return officeExtract(d, MethodODT), nil
		},
	}
}
