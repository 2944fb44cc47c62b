"""Hold the interview in plain lines: for screen readers, serial lines and dumb terminals."""
