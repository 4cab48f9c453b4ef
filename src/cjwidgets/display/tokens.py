"""The colours of the look, for light and dark hosts."""

from __future__ import annotations

OURS = "cjw"  # style name on our marks: no look of its own, it tells our charts from others
TOKENS: dict[str, tuple[str, str]] = {  # name: (light, dark); contrast 4.5:1 where text or mark
    "ink": ("#1c2330", "#e8ebf0"),
    "mute": ("#5d6779", "#9aa4b2"),
    "line": ("#e6e8ec", "#2b323c"),
    "ground": ("#ffffff", "#171b21"),
    "stage": ("#eef4fb", "#1b2735"),
    "pick": ("#e0edfa", "#213549"),
    "bar": ("#4f93cf", "#3f7fb8"),
    "pain": ("#be2b45", "#ff7b8e"),
    "lost": ("#fbe6ea", "#43242c"),
    "gain": ("#13795b", "#4fd1a5"),
    "persona-1": ("#0f6cbd", "#62b0ff"),
    "persona-2": ("#ab4f08", "#f2a65a"),
    "persona-3": ("#6a0f2e", "#f0588f"),
    "persona-4": ("#1b1c78", "#eef2a6"),
    "persona-5": ("#056d66", "#4fd8cf"),
    "persona-6": ("#7a2f94", "#9184f0"),
}
