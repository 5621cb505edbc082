"""Rule files that still use ``unit_tests``, which is ``member_units`` now."""

from pathlib import Path

from criteria.cases import Case
from criteria.rule_files.library import Library
from criteria.rule_files.old_names import OldName
from criteria.rule_files.yaml_file import YamlFile, yaml_of
from criteria.rulebook import Rulebook
from tests.support.example_folders import copy_of_toy_rules

LAW = "counted-law"
REQUIREMENTS = """
kind: {name}
unit_kinds: [town]
{name}:
  - id: every-town
    text: {{vi: Mọi thị xã, en: Every town}}
    units: several
    reached_by: every
    points: {{GOOD: water}}
    required: {{value: 1, basis: two-sources}}
    citation: Article 9
"""
CASES = """
kind: cases
cases:
  - id: a-town
    text: A town of towns.
    source: Worked by hand
    type: GOOD
    municipality: {{kind: town, region: hills, attributes: [coastal]}}
    units: [{{kind: town}}]
    {name}: {{every-town: {{verdict: undetermined}}}}
"""


def law_and_case(folder: Path, name: str) -> tuple[Rulebook, Case]:
    """The counted law and its case, with requirements of member units written under this name."""
    rules = copy_of_toy_rules(folder, further_laws=True)
    (rules / LAW / "member-units.yaml").write_text(REQUIREMENTS.format(name=name), "utf-8")
    (rules / LAW / "cases" / "towns.yaml").write_text(CASES.format(name=name), "utf-8")
    library = Library(rules)
    law = library.register.law(LAW)
    (case,) = library.cases(law)
    return library.rulebook(law), case


def requirements(name: str) -> YamlFile:
    """The file of the requirements, written under this name."""
    return yaml_of(REQUIREMENTS.format(name=name).encode(), "member-units.yaml")


def seen(names: list[OldName]) -> list[tuple[str, str, str]]:
    """Where old names stand, and both names."""
    return [(str(name.location), name.old, name.new) for name in names]


def test_the_old_name_reads_as_the_new_one(tmp_path: Path) -> None:
    """The requirements and the cases are the same under either name."""
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    law, case = law_and_case(tmp_path / "new", "member_units")
    old_law, old_case = law_and_case(tmp_path / "old", "unit_tests")
    assert law.member_units == old_law.member_units
    assert {known: found.word for known, found in case.member_units.items()} == {
        known: found.word for known, found in old_case.member_units.items()
    }
    assert list(case.member_units) == ["every-town"]


def test_the_content_has_the_new_name() -> None:
    """Whoever looks at the content of an old file sees the names of today."""
    assert requirements("member_units").content == requirements("unit_tests").content


def test_places_are_found_by_the_new_name() -> None:
    """A part of an old file is found at its line and column by the route of today."""
    assert "member-units.yaml:9:14" == str(
        requirements("unit_tests").location(("member_units", 0, "points", "GOOD"), of_key=True)
    )


def test_an_old_name_is_noted_where_it_stands() -> None:
    """The kind and the key are each noted with file, line and column."""
    assert [
        ("member-units.yaml:2:7", "unit_tests", "member_units"),
        ("member-units.yaml:4:1", "unit_tests", "member_units"),
    ] == seen(requirements("unit_tests").old_names)


def test_an_old_name_in_a_case_is_noted() -> None:
    """The key of a case is noted too."""
    assert [("towns.yaml:10:5", "unit_tests", "member_units")] == seen(
        yaml_of(CASES.format(name="unit_tests").encode(), "towns.yaml").old_names
    )


def test_the_new_name_is_not_noted() -> None:
    """A file of today has nothing to note."""
    assert [] == requirements("member_units").old_names


def test_old_and_new_name_together_are_one_key_twice() -> None:
    """A file may not say both: it would say the same thing twice."""
    both = REQUIREMENTS.format(name="member_units") + "unit_tests: []\n"
    (diagnostic,) = yaml_of(both.encode(), "member-units.yaml").diagnostics
    assert ("member-units.yaml:12:1", "key_stands_twice", "unit_tests") == (
        str(diagnostic.location),
        diagnostic.kind,
        diagnostic.details["found"],
    )


def test_elsewhere_the_word_is_a_word() -> None:
    """Only the names that were renamed are: an id of the same letters stays."""
    content = yaml_of(b"kind: sources\nsources: [{id: unit_tests, unit_tests: x}]\n", "sources.yaml").content
    assert {"kind": "sources", "sources": [{"id": "unit_tests", "unit_tests": "x"}]} == content
