"""What the drop-off chart draws of the table of a funnel."""
