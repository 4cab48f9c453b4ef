"""A map and its charts that move together: what is shown, what is selected."""
