"""Rules that tie events to a map: asked, drafted and suggested."""
