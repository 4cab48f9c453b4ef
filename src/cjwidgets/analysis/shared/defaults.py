"""What is usual unless somebody says otherwise; tools/schema.py tells browsers."""

CONFIDENCE = 0.95
"""Of intervals."""

MINIMUM = 5
"""Values of fewer people are not shown."""

SHOWN = 1
"""Counts of places and ways, which nobody chose people by, are shown from so many on."""

FRESH = 90
"""Days after which evidence should be looked at again."""

GONE = "30d"
"""Without any event for so long, somebody is gone."""

ALIKE = 0.5
"""Of the customers whom a change sends another way, so many do as those who go that way now."""
