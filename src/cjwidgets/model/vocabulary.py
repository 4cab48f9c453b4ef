"""The words that fields choose from."""

EVIDENCE_LEVELS = ("assumption", "anecdote", "qualitative", "quantitative", "triangulated")
MOMENTS = ("discovery", "purchase", "experience", "loyalty", "magic")
CATEGORIES = (
    "word_of_mouth",
    "outbound",
    "inbound",
    "social",
    "support",
    "website",
    "email",
    "delivery",
)
LANES = (
    "channel",
    "image",
    "actions",
    "thoughts",
    "goals",
    "emotion",
    "satisfaction",
    "pains",
    "opportunities",
    "ideas",
    "moment_of_truth",
    "kpis",
    "physical_evidence",
    "frontstage",
    "backstage",
    "support",
    "duration",
    "owner",
    "status",
    "evidence",
    "text",
)
WORDS_OF_CHOICES = {
    ("JourneyMap", "kind"): "kind",
    ("Evidence", "level"): "level",
    ("Touchpoint", "moment_of_truth"): "moment",
    ("Touchpoint", "mode"): "editor",
    ("Lane", "shows"): "lane",
    ("Link", "kind"): "editor.link",
    ("Persona", "kind"): "persona.kind",
}
"""Choices whose words the catalogue has under a prefix of their own; the others: ``choice``."""
