"""What to change first, and what a change would do."""
