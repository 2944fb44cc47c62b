"""What people keep: one view of all results, and its forms."""
