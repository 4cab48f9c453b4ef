"""The widgets: one a module, all fed by a session, and loaded when first used."""
