"""What is kept of a long-running program has an end, by number or by weight."""

from classifier.recently_used import RecentlyUsed


def test_the_weight_of_what_is_kept_has_an_end() -> None:
    """Of texts that weigh their letters, those used last are kept while they weigh no more than ten together."""
    dropped: list[str] = []
    kept: RecentlyUsed[str, str] = RecentlyUsed(10, drop=dropped.append, weight=len)
    for text in ("aaaa", "bbbb", "cc", "dd"):
        kept.get(text, lambda text=text: text)  # type: ignore[misc]
    assert (["aaaa"], 3) == (dropped, len(kept))


def test_what_is_heavier_than_everything_is_kept_alone() -> None:
    """A value beyond the limit is kept until the next one is asked for, so it is not made again at once."""
    dropped: list[str] = []
    kept: RecentlyUsed[str, str] = RecentlyUsed(3, drop=dropped.append, weight=len)
    assert "heavy" == kept.get("heavy", lambda: "heavy")
    assert "heavy" == kept.get("heavy", lambda: "made again")
    kept.get("a", lambda: "a")
    assert (["heavy"], 1) == (dropped, len(kept))
