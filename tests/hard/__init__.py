"""Harnesses that try the same at random again and again; `make hard` runs them long, the suite a few rounds of each."""
