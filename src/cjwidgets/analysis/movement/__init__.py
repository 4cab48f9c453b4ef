"""How customers go: from where to where, how long, how often again."""
