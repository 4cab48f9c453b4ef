"""What statistics share: places, options, the form and the words of a result."""
