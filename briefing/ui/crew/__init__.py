"""Who works for the desk's screen, one concern a file. Each is given the stage, the reading and its widgets;
none knows a screen or calls another: what others must follow is told by a message, and the screen gives the order."""
