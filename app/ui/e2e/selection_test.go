package e2e

import (
	"encoding/binary"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// otherProgram is a second program on the screen, as far as Galley can tell: it offers what it has copied, and files can
// be dragged out of it.
type otherProgram struct {
	t      *testing.T
	conn   *xgb.Conn
	id     xproto.Window
	events chan xgb.Event
}

func newOtherProgram(s *screen) *otherProgram {
	s.t.Helper()
	conn, err := xgb.NewConnDisplay(s.display)
	if err != nil {
		s.t.Fatalf("connecting to display %s: %v", s.display, err)
	}
	o := &otherProgram{t: s.t, conn: conn, events: make(chan xgb.Event, 64)}
	o.id, err = xproto.NewWindowId(conn)
	if err == nil {
		err = xproto.CreateWindowChecked(conn, 0, o.id, s.root, -10, -10, 1, 1, 0, xproto.WindowClassInputOnly, 0, 0, nil).Check()
	}
	if err != nil {
		s.t.Fatalf("making a window: %v", err)
	}
	s.t.Cleanup(conn.Close)
	return o
}

func (o *otherProgram) atom(name string) xproto.Atom {
	reply, err := xproto.InternAtom(o.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0
	}
	return reply.Atom
}

// copyText does what Ctrl+C does in a program: the text can be pasted from now on.
func (o *otherProgram) copyText(text string) {
	o.t.Helper()
	o.own("CLIPBOARD")
	go o.serve(o.atom("UTF8_STRING"), []byte(text))
}

func (o *otherProgram) own(name string) {
	o.t.Helper()
	if err := xproto.SetSelectionOwnerChecked(o.conn, o.id, o.atom(name), xproto.TimeCurrentTime).Check(); err != nil {
		o.t.Fatalf("taking the selection %s: %v", name, err)
	}
}

// serve answers who asks for the selection in a form, and passes on the other events, until the connection closes.
func (o *otherProgram) serve(form xproto.Atom, data []byte) {
	targets := o.atom("TARGETS")
	for {
		event, err := o.conn.WaitForEvent()
		if event == nil && err == nil {
			return
		}
		request, ok := event.(xproto.SelectionRequestEvent)
		if !ok {
			if event != nil {
				o.events <- event
			}
			continue
		}
		property := request.Property
		switch request.Target {
		case targets:
			forms := binary.LittleEndian.AppendUint32(nil, uint32(targets))
			forms = binary.LittleEndian.AppendUint32(forms, uint32(form))
			xproto.ChangeProperty(o.conn, xproto.PropModeReplace, request.Requestor, property, xproto.AtomAtom, 32, 2, forms)
		case form:
			xproto.ChangeProperty(o.conn, xproto.PropModeReplace, request.Requestor, property, form, 8, uint32(len(data)), data)
		default:
			property = 0
		}
		answer := xproto.SelectionNotifyEvent{Time: request.Time, Requestor: request.Requestor,
			Selection: request.Selection, Target: request.Target, Property: property}
		xproto.SendEvent(o.conn, false, request.Requestor, 0, string(answer.Bytes()))
	}
}

// drop drags files over a window and lets them go there, by the protocol that desktops use (XDND version 5).
func (o *otherProgram) drop(w *window, files ...string) {
	o.t.Helper()
	var list strings.Builder
	for _, file := range files {
		u := url.URL{Scheme: "file", Path: file}
		list.WriteString(u.String() + "\r\n")
	}
	form := o.atom("text/uri-list")
	o.own("XdndSelection")
	go o.serve(form, []byte(list.String()))
	const version = 5
	place := w.bounds()
	x, y := uint32(place.Min.X+place.Dx()/2), uint32(place.Min.Y+place.Dy()/2)
	o.tell(w.id, "XdndEnter", version<<24, uint32(form), 0, 0)
	o.tell(w.id, "XdndPosition", 0, x<<16|y, uint32(xproto.TimeCurrentTime), uint32(o.atom("XdndActionCopy")))
	if status := o.hear("XdndStatus"); status[1]&1 == 0 {
		o.t.Fatal("the window does not take files that are dragged over it")
	}
	o.tell(w.id, "XdndDrop", 0, uint32(xproto.TimeCurrentTime), 0, 0)
	o.hear("XdndFinished")
}

// tell sends a message of the drag and drop protocol; its first word is always the window it comes from.
func (o *otherProgram) tell(to xproto.Window, name string, words ...uint32) {
	o.t.Helper()
	event := xproto.ClientMessageEvent{Format: 32, Window: to, Type: o.atom(name),
		Data: xproto.ClientMessageDataUnionData32New(append([]uint32{uint32(o.id)}, words...))}
	if err := xproto.SendEventChecked(o.conn, false, to, 0, string(event.Bytes())).Check(); err != nil {
		o.t.Fatalf("sending %s: %v", name, err)
	}
}

// hear waits for a message of the drag and drop protocol.
func (o *otherProgram) hear(name string) []uint32 {
	o.t.Helper()
	want, late := o.atom(name), time.After(patience)
	for {
		select {
		case event := <-o.events:
			if message, ok := event.(xproto.ClientMessageEvent); ok && message.Type == want {
				return message.Data.Data32
			}
		case <-late:
			o.t.Fatalf("waited in vain for %s", name)
		}
	}
}
