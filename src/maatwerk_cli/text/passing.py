"""One question asked of many texts at once: most of what it costs of a small file is asking."""

from collections.abc import Callable, Sequence

_PARTS = 8
"""Where texts do not pass together they are asked in so many parts; one that fails costs few others."""


def passing(texts: Sequence[str], passes: Callable[[str], bool]) -> list[bool]:
    """Tell of each text whether it passes.

    Args:
        texts: any texts.
        passes: a test that texts joined by newlines pass only where each of them does.
    """
    if passes("\n".join(texts)):
        return [True] * len(texts)
    if len(texts) == 1:
        return [False]
    step = -(-len(texts) // _PARTS)
    parts = (texts[start : start + step] for start in range(0, len(texts), step))
    return [passed for part in parts for passed in passing(part, passes)]
