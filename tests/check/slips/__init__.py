"""Slips of the hand, made in good briefs by a seeded generator, and what the checker makes of them."""
