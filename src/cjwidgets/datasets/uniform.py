"""Random choices made of uniform draws only.

NumPy keeps the stream of ``Generator.random`` stable; its other distributions may change
between versions, and their logarithms differ in the last bit between platforms.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

_BLOCK = 8192


class Uniform:
    """A seeded source of chances, counts and choices."""

    def __init__(self, seed: int) -> None:
        self._draws = self._stream(seed)

    @staticmethod
    def _stream(seed: int) -> Iterator[float]:
        generator = np.random.Generator(np.random.PCG64(seed))
        while True:
            yield from generator.random(_BLOCK).tolist()

    def chance(self, probability: float) -> bool:
        """Return True with this probability."""
        return next(self._draws) < probability

    def between(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        return low + int(next(self._draws) * (high - low + 1))

    def skewed(self, low: int, high: int) -> int:
        """Return a whole number, mostly near ``low`` (the square of a uniform draw)."""
        return low + int(next(self._draws) ** 2 * (high - low + 1))

    def choice(self, weights: dict[str, float]) -> str:
        """Return a key with the chance of its weight; the weights sum to 1."""
        left = next(self._draws)
        for key, weight in weights.items():
            left -= weight
            if left < 0:
                return key
        return key
