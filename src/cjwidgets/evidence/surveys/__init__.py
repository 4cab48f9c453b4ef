"""Surveys: questions, answers, and the places of a map they speak of."""
