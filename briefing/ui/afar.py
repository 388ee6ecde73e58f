"""What is said of what the reader does not do: in a browser, since the files and the programs are on the machine that
serves it, where perhaps nobody sits; of a desk that is published, since its files are elsewhere; and for a picture,
since nobody is asked."""

from __future__ import annotations

NOT_IN_A_BROWSER = {
    "edit": "No editor opens in a browser; it is {place}, where this is served",
    "suspend": "There is no shell behind this page; close its tab to leave",
    "copy": "The browser takes no copy from this page: it does over https and on the machine that serves it, and no"
    " more than 75,000 bytes. Select the text with the mouse, escape closes this.",
    "names": "No desk is changed from a browser: do that in a terminal",
}
"""By what was asked for."""
OF_A_PUBLISHED_DESK = {
    "edit": "Read-only here: name your clone under [clones] of config.toml to edit {place}",
    "clone": "{file} is not in {folder}, which [clones] of config.toml names",
    "edited": "What you changed shows here when it is published",
    "names": "This desk is read-only here: names are put in order where its files are",
}
"""The same of a desk whose files are elsewhere."""
FOR_A_PICTURE = {"names": "This is drawn for a picture: no file of the desk is changed"}
"""The same where keys are typed for a picture."""
