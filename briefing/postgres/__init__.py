"""A desk's index in PostgreSQL, for whoever outgrows one machine: published by one, asked by many."""
