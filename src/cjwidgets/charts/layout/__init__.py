"""What charts are laid out with: sheets, axes, strips, grids, legends."""
