package annotation

import "errors"

// Errors that callers tell apart with errors.Is. Validate wraps them in a *FieldError that names the field.
var (
	ErrNoSpan        = errors.New("the annotation has no span")
	ErrEmptySpan     = errors.New("the span is empty or covers only white space")
	ErrOutOfRange    = errors.New("the position is outside the text")
	ErrOverlap       = errors.New("the spans overlap, touch or are out of order")
	ErrCutsGrapheme  = errors.New("the span cuts a character in two")
	ErrQuoteMismatch = errors.New("the quote does not match the text")
	ErrUnknownTag    = errors.New("the tag is not known")
	ErrUnknownStatus = errors.New("the status is not known")
	ErrUnknownKind   = errors.New("the kind is not known")
	ErrBadID         = errors.New("the id is not a UUIDv7")
	ErrBadTime       = errors.New("the time is not of the form 2006-01-02T15:04:05.000Z")
	ErrBadDate       = errors.New("the date is neither YYYY-MM-DD nor of RFC 3339")
	ErrBadLanguage   = errors.New("the language is not a BCP 47 tag")
	ErrBadText       = errors.New("the text holds a NUL or is not UTF-8")
	ErrSelfLink      = errors.New("the link leads from an annotation to itself")
	ErrNoAnnotation  = errors.New("there is no such annotation")
	ErrConflict      = errors.New("the annotation is not in the state the change starts from")
)

// FieldError says which field breaks a rule. Field is written as in Galley's JSON, for example "spans[0].start".
type FieldError struct {
	Field string
	Err   error
}

func (e *FieldError) Error() string { return e.Field + ": " + e.Err.Error() }

func (e *FieldError) Unwrap() error { return e.Err }

func field(name string, err error) error { return &FieldError{Field: name, Err: err} }
