"""What a rule says of events: names, globs, patterns, several columns, a window of time."""
