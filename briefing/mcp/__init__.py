"""What assistants ask: the Model Context Protocol over standard input and output."""
