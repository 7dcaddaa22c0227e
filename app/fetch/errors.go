package fetch

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
)

// Errors that callers tell apart with errors.Is. They are wrapped with the address they concern, without a user name or
// password that stands in it.
var (
	// ErrAddress says that what was typed is not a web address that can be opened.
	ErrAddress = errors.New("this is not a web address")
	// ErrLocal says that the address leads to this machine, to a local network, or to where nothing public can be.
	ErrLocal = errors.New("the address leads to this machine or to a local network")
	// ErrHost says that no machine of that name was found.
	ErrHost = errors.New("the host was not found")
	// ErrConnect says that no connection could be made.
	ErrConnect = errors.New("no connection could be made")
	// ErrTLS says that the connection is not secure: the certificate is not trusted, or there is no agreement on a cipher.
	ErrTLS = errors.New("the connection is not secure")
	// ErrRedirects says that the address leads on too often, or to where no page is followed.
	ErrRedirects = errors.New("the redirects of the address can't be followed")
	// ErrStatus says that the server gave no page. *StatusError has the code.
	ErrStatus = errors.New("the server gave no page")
	// ErrTooLarge says that the page, or its header, is larger than is read of any.
	ErrTooLarge = errors.New("the page is too large")
	// ErrTimeout says that the page did not arrive whole within the time there is for one.
	ErrTimeout = errors.New("the page did not arrive in time")
	// ErrEmptyPage says that the page has no content.
	ErrEmptyPage = errors.New("the page is empty")
	// ErrAnswer says that the answer of the server broke off or can't be read.
	ErrAnswer = errors.New("the answer of the server can't be read")
)

// StatusError is the status with which a server gave no page. It is an ErrStatus.
type StatusError struct{ Code int }

// Error gives the code with its name in the protocol.
func (e *StatusError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("%v: %d %s", ErrStatus, e.Code, http.StatusText(e.Code)))
}

// Unwrap gives ErrStatus.
func (e *StatusError) Unwrap() error { return ErrStatus }

// explain wraps an error of the transport with the sentinel that says what it means.
func explain(err error) error {
	var dns *net.DNSError
	var op *net.OpError
	switch {
	case errors.Is(err, ErrLocal), errors.Is(err, ErrTLS):
		return err
	case errors.As(err, &dns):
		return fmt.Errorf("%w: %w", ErrHost, err)
	case isHeaderLimit(err):
		return fmt.Errorf("%w: more than %d KB of header", ErrTooLarge, maxHeader>>10)
	case errors.As(err, &op) && op.Op == "dial":
		return fmt.Errorf("%w: %w", ErrConnect, err)
	}
	return fmt.Errorf("%w: %w", ErrAnswer, err)
}

// isHeaderLimit knows the errors of the transport for a header that is too long, in both versions of the protocol. They
// have no type of their own. HTTP/2 calls a header far above the limit just broken, which becomes ErrAnswer.
func isHeaderLimit(err error) bool {
	text := err.Error()
	return strings.Contains(text, "response headers exceeded") || strings.Contains(text, "header list larger than")
}
