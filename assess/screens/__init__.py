"""What each place of the interview looks like on a terminal of any size: values in, lines out."""
