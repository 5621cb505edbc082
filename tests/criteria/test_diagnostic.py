import pytest

from criteria.diagnostic import (
    Diagnostic,
    Location,
    NotOnFile,
    Unsound,
    UnsoundData,
    UnsoundRules,
    nearest,
    nearest_first,
)
from criteria.diagnostic_kinds import DiagnosticKind


def test_a_place_is_path_line_and_column() -> None:
    """A location is written in the form that editors understand."""
    assert "rules/law.yaml:12:9" == str(Location("rules/law.yaml", 12, 9))


def test_a_place_without_a_line_is_the_beginning() -> None:
    """A diagnostic about a whole file is located at its beginning."""
    assert "rules:1:1" == str(Location("rules"))


def test_diagnostics_stand_in_the_order_of_their_places() -> None:
    """Diagnostics are ordered file by file from top to bottom, by line numbers and not by their digits."""
    places = [Location("b", 1, 1), Location("a", 10, 1), Location("a", 9, 20), Location("a", 9, 3)]
    refused = UnsoundRules(Diagnostic(place, DiagnosticKind.UNKNOWN_KEY) for place in places)
    assert ["a:9:3", "a:9:20", "a:10:1", "b:1:1"] == [str(diagnostic.location) for diagnostic in refused.diagnostics]


def test_a_diagnostic_without_renderer_shows_its_facts() -> None:
    """In a traceback each diagnostic is one line with its location, kind and facts."""
    bare = Diagnostic(Location("a"), DiagnosticKind.FILE_IS_EMPTY)
    telling = Diagnostic(Location("a", 2, 3), DiagnosticKind.UNKNOWN_KEY, {"found": "x", "nearest": "y"})
    assert "a:1:1: file_is_empty\na:2:3: unknown_key (found=x, nearest=y)" == str(Unsound([telling, bare]))


@pytest.mark.parametrize("unsound", [UnsoundRules, UnsoundData])
def test_rules_and_data_are_told_apart(unsound: type[Unsound]) -> None:
    """Unsound rules and unsound data are both unsound, and neither is the other."""
    assert issubclass(unsound, Unsound)
    assert not issubclass(UnsoundRules, UnsoundData)
    assert not issubclass(UnsoundData, UnsoundRules)


@pytest.mark.parametrize(
    ("name", "known", "suggestion"),
    [
        ("critrion", ["criterion", "sources"], "criterion"),
        ("water", ["water"], "water"),
        ("xyz", ["criterion", "sources"], None),
        ("", ["a"], None),
        ("a", [], None),
    ],
)
def test_the_nearest_name_is_suggested_only_where_one_is_near(
    name: str, known: list[str], suggestion: str | None
) -> None:
    """A suggestion is a name that is truly like the one written, or none."""
    assert suggestion == nearest(name, known)


def test_a_short_list_keeps_its_order() -> None:
    """A few names are listed in their own order, each once."""
    assert ("b", "a", "c") == nearest_first("c", ["b", "a", "b", "c"])


def test_a_long_list_begins_with_what_is_near() -> None:
    """Among many names the most similar ones come first, and none is left out."""
    names = [f"commune-{letter}" for letter in "abcdefgh"] + ["duyen-hai"]
    told = nearest_first("duyen-hia", names)
    assert "duyen-hai" == told[0]
    assert sorted(names) == sorted(told)


def test_what_is_not_on_file_says_what_is() -> None:
    """A refusal of a name states what was asked for, the name, and the known names."""
    refused = NotOnFile("type", "VI", ["I", "II"], law="toy-law")
    assert "type 'VI' is not on file; known: I, II" == str(refused)
    assert {"law": "toy-law"} == refused.details
