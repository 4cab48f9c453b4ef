"""What differs: between two logs, between segments, between groups."""
