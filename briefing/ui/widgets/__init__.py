"""Panes and bars: data comes down by a method or a reactive, news goes up as messages."""
