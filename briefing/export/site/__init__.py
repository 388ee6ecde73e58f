"""The pages of the static site, as text: nothing here writes."""
