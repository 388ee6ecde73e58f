"""The model as plain text."""
