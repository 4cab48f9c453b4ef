"""The few small tables a log is reduced to, and the two ways to make them."""
