"""What a desk calls its people and places: ids renamed, names promoted, two made one and one made two.

Each operation is a function of the desk's files that gives a `Plan`: edits by file. It writes nothing.
"""
