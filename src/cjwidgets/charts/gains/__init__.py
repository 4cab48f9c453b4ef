"""What a change at each place would bring: the what-if of a board."""
