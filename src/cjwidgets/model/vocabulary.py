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
