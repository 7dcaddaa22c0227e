package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"galley/app"
)

// askAddress asks for a web address and imports what stands there. It is the only thing in Galley that opens a network
// connection.
func (w *window) askAddress() {
	copied := strings.TrimSpace(w.app.Clipboard().Content())
	web := strings.HasPrefix(copied, "https://") || strings.HasPrefix(copied, "http://")
	if !web || len(copied) > 2000 || !safeToEdit(copied) || strings.ContainsAny(copied, " \n\t") {
		copied = ""
	}
	w.askForAddress(copied)
}

// askForAddress is askAddress with an address that is proposed.
func (w *window) askForAddress(proposed string) {
	input := newField(w, false)
	input.SetPlaceHolder("https://")
	input.SetText(proposed)
	near := newBoxCheck(w, lang.L("Also addresses of this computer and of the local network"))
	content := container.NewVBox(input, near, paragraph(boxWidth,
		lang.L("Galley opens this one address, without cookies, and keeps the page as it was with the time of access.")))
	box := w.ask(lang.L("Open a web address"), content, fyneSize(), choice{label: cancelLabel()},
		choice{label: lang.L("Open"), do: func() {
			address := strings.TrimSpace(input.Text)
			if address == "" {
				return
			}
			if !strings.Contains(address, "://") {
				address = "https://" + address
			}
			w.importFiles([]app.File{{Address: address, Local: near.Checked}})
		}})
	input.OnSubmitted = func(string) { box.answer(box.primary) }
	w.win.Canvas().Focus(input)
	input.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// showAddressFailure says why an address could not be opened, and offers to ask again.
func (w *window) showAddressFailure(f app.Failure) {
	w.ask(lang.L("The address could not be opened"), text(boxWidth, displaySafe(f.Name, 300), reason(f.Err)), fyneSize(),
		choice{label: cancelLabel()}, choice{label: lang.L("Change the address…"), do: func() { w.askForAddress(f.Name) }})
}
