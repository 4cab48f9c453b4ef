"""What a sample says of everybody: intervals, tests, medians, times until something happens."""
