"""One engine a file, each with the same five questions; see ``worker``."""
