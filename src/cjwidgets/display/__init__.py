"""How anything is shown: hosts, widgets, pictures, colours, words."""
