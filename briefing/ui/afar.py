"""What is said where the reader is shown in a browser, of what it does not do there: the files and the programs are on
the machine that serves it, where perhaps nobody sits."""

from __future__ import annotations

NOT_IN_A_BROWSER = {
    "edit": "No editor opens in a browser; it is {place}, where this is served",
    "suspend": "There is no shell behind this page; close its tab to leave",
    "copy": "The browser takes no copy from this page: it does over https and on the machine that serves it, and no"
    " more than 75,000 bytes. Select the text with the mouse, escape closes this.",
    "names": "No desk is changed from a browser: do that in a terminal",
}
"""By what was asked for."""
