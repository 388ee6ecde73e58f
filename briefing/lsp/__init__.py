"""The language server: what an editor asks while a brief is written, answered over standard input and output.

It loads no library for it: the two that there are take longer to import than a first diagnosis may take.
"""
