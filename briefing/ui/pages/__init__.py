"""The desk's answers as sheets: one module a kind of page, no widget among them."""
