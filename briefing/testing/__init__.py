"""For teams that test their desk: a pytest plugin with a desk to question and the reader's pictures to compare."""
