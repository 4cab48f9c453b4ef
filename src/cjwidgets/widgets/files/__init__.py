"""The files of the maps that widgets show: which may be opened, saved and read again."""
