package draft

import "errors"

// Errors that the readers of documents return, wrapped with what they concern.
var (
	// ErrNoText says that a document has no text that could be read, such as a scanned PDF.
	ErrNoText = errors.New("the document has no text in it")
	// ErrPassword says that a document can be read only with a password.
	ErrPassword = errors.New("the document is protected by a password")
	// ErrDamaged says that a document is not what its format asks for.
	ErrDamaged = errors.New("the document is damaged")
	// ErrLimit says that a document unfolds into more than is read of any: a bomb, or a document gone wrong.
	ErrLimit = errors.New("the document unfolds into too much")
)
