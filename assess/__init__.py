"""What people touch: commands, the interview and the store."""
