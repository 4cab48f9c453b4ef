"""The parts of the emotion curve: its rows, its layout, its marks."""
