"""Fragments of changes are gathered into the changelog."""

from pathlib import Path

import pytest

from tests.support.gather_changes import CHANGELOG, FOLDER, UNRELEASED, UnknownKind, fragments, gather

OLD = "# Changelog\n\n## 0.2.0 – unreleased\n\n- An older entry.\n"


def test_fragments_become_entries(tmp_path: Path) -> None:
    """Each fragment becomes an entry of the unreleased version, additions first, and is deleted."""
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text(OLD, encoding="utf-8")
    folder = tmp_path / "changes"
    folder.mkdir()
    (folder / "README.md").write_text("How to.\n", encoding="utf-8")
    (folder / "fixed-a.md").write_text("A town is\nno longer lost.\n", encoding="utf-8")
    (folder / "added-b.md").write_text("A form.\n", encoding="utf-8")
    assert 2 == gather(folder, changelog)
    wanted = "# Changelog\n\n## 0.2.0 – unreleased\n\n- A form.\n- A town is no longer lost.\n- An older entry.\n"
    assert wanted == changelog.read_text(encoding="utf-8")
    assert ["README.md"] == [path.name for path in folder.iterdir()]


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    """A fragment whose name begins with no kind is refused, and nothing is written."""
    (tmp_path / "news.md").write_text("News.\n", encoding="utf-8")
    with pytest.raises(UnknownKind, match=r"news\.md"):
        fragments(tmp_path)


def test_the_fragments_on_file_can_be_gathered() -> None:
    """The fragments on file have a known kind and a text, and the changelog has an unreleased version."""
    assert all(path.read_text(encoding="utf-8").strip() for path in fragments(FOLDER))
    assert UNRELEASED in CHANGELOG.read_text(encoding="utf-8")
