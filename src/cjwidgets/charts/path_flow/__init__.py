"""The parts of the flow of paths: its rows and its layout."""
