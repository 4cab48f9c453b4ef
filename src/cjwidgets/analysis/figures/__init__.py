"""The numbers that stand on a map: each is one that a statistic counts, under the same word."""

from cjwidgets.analysis.figures.felt import Felt, emotions
from cjwidgets.analysis.figures.figures import Figures, figures

__all__ = ["Felt", "Figures", "emotions", "figures"]
