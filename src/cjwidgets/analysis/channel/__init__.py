"""What each channel does, and how channels work together."""
