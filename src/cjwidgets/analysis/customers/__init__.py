"""Who comes, how far they get, and who leaves."""
