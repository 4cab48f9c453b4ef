"""What marimo shows where ipywidgets shows boxes of its own."""
