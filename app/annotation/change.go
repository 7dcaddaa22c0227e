package annotation

import (
	"time"

	"galley/app/article"
)

// Role says whether a gesture is a person's own edit or goes back or forth in the history.
type Role string

// The roles of a gesture.
const (
	Do   Role = "do"
	Undo Role = "undo" // takes back the gesture named by Change.Of
	Redo Role = "redo" // does the gesture named by Change.Of again
)

// Change is one edit of one thing: who, when, what was before, what is after. Every edit of a project is a list of
// changes, so that undo, history and merge are one mechanism. The changes of one gesture are applied and undone together.
type Change struct {
	ID      string    // UUIDv7
	At      time.Time // UTC, whole milliseconds
	By      string
	Gesture string // UUIDv7, shared by all changes of one gesture
	Name    string // what the person did, a stable key such as "mark" or "retag"; words are made in app/ui
	Role    Role
	Of      string // the gesture that is undone or redone, "" for Do
	Before  State
	After   State
}

// State is one thing at one time. At most one field is set; none means that the thing is not there.
// Before and After of a Change are of the same thing: same kind, same id.
type State struct {
	Annotation *Annotation   `json:"annotation,omitempty"`
	Link       *Link         `json:"link,omitempty"`
	Article    *ArticleState `json:"article,omitempty"`
}

// ArticleState is what can change about an article. An article whose After is the empty State is removed from the
// project's lists and exports, its text and annotations are kept so that the removal can be undone.
type ArticleState struct {
	ID string `json:"id"`
	article.Metadata
}
