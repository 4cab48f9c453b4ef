"""How sure one may be: what backs each statement of a map."""
