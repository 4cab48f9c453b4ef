"""What statistics share: intervals, places, options, the form of a result."""
