"""The pages of the desk in print: one module a page, each with `blocks` for people and `data` for programs."""
