"""The map: its coast, its projection, and how it is drawn; nothing here knows of Textual."""
