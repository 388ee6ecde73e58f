"""YAML text → nodes with positions → model; the one Markdown dialect; mentions."""
