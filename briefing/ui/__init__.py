"""Everything on screen: the only layer that imports Textual."""
