"""Measurements as ratios: against peers, and against what the platform itself costs."""
