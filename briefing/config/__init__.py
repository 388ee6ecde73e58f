"""Folders, settings and themes: what surrounds a desk."""
