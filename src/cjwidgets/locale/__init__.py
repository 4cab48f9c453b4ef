"""One catalogue a language, for Python and browsers: its texts, and how it writes numbers."""

from cjwidgets.locale.catalogues import LOCALES, catalogue
from cjwidgets.locale.language import Language, language, text
from cjwidgets.locale.plural import agreeing, counted

__all__ = ["LOCALES", "Language", "agreeing", "catalogue", "counted", "language", "text"]
