"""The targets of a programme as they are read."""

from pathlib import Path

import pytest

from criteria.bilingual import BilingualText
from criteria.rule_files.library import Library
from criteria.target import Target
from tests.support.example_folders import copy_of_toy_rules

TARGET = "  - {{municipality: alpha, family: {family}, to: {to}, text: {{vi: Tốt, en: Good}}, citation: Annex}}\n"


def library_with(folder: Path, *rows: tuple[str, str]) -> Library:
    """The toy laws with targets of these families and types."""
    rules = copy_of_toy_rules(folder, further_laws=True)
    entries = "".join(TARGET.format(family=family, to=to) for family, to in rows)
    (rules / "counted-law" / "targets.yaml").write_text(f"kind: targets\ntargets:\n{entries}", "utf-8")
    return Library(rules)


def test_targets_are_built_as_they_are_written(tmp_path: Path) -> None:
    """A target names who is to become what, by which family of laws, and where the programme says so."""
    expected = Target("alpha", "counted", "GOOD", BilingualText("Tốt", "Good"), "Annex")
    assert (expected,) == library_with(tmp_path, ("counted", "GOOD")).targets


def test_a_target_may_wait_for_its_law(tmp_path: Path) -> None:
    """A family of which no law is on file is no mistake: the target is kept, and judged when there is one."""
    (target,) = library_with(tmp_path, ("unwritten", "ANYTHING")).targets
    assert ("unwritten", "ANYTHING") == (target.family, target.to)


def test_targets_are_no_part_of_the_law(tmp_path: Path) -> None:
    """A law is read whole although targets stand beside it."""
    library = library_with(tmp_path, ("counted", "GOOD"))
    assert library.rulebook(library.register.law("counted-law")).criteria


@pytest.mark.parametrize(
    ("municipality", "family", "to"),
    [
        ("tra-vinh", "urban-type", "II"),
        ("tra-vinh", "administrative-unit", "city"),
        ("duyen-hai", "urban-type", "IV"),
        ("duyen-hai", "urban-type", "III"),
        ("tieu-can", "urban-type", "IV"),
        ("tieu-can-district", "administrative-unit", "town"),
        ("cau-ngang", "urban-type", "IV"),
        ("cang-long", "urban-type", "IV"),
        ("dan-thanh", "ward", "ward"),
        ("truong-long-hoa", "ward", "ward"),
        ("tra-vinh-province", "programme", "2025"),
    ],
)
def test_every_target_that_the_documents_name_is_on_file(
    shipped_library: Library, municipality: str, family: str, to: str
) -> None:
    """The file has each target of 22-CTr/TU and 16/KH-UBND once."""
    targets = [(target.municipality, target.family, target.to) for target in shipped_library.targets]
    assert 1 == targets.count((municipality, family, to))


def test_the_other_townships_complete_type_v(shipped_library: Library) -> None:
    """All townships but Tiểu Cần, Cầu Ngang and Càng Long go on completing type V."""
    towns = [target.municipality for target in shipped_library.targets if target.to == "V"]
    assert ["cau-ke", "cau-quan", "chau-thanh", "dinh-an", "long-thanh", "my-long", "tra-cu"] == towns
