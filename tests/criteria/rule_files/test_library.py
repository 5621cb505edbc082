import os
import shutil
import time
from pathlib import Path

import pytest

from criteria.diagnostic import UnsoundRules, shown
from criteria.rule_files.library import Library
from criteria.rule_files.yaml_file import MOST_DIAGNOSTICS
from tests.support.example_folders import change, copy_of_toy_rules, diagnostics_of_rules, load_everything, told
from tests.support.paths import TOY_RULES

TOY_FILES = sorted(path.relative_to(TOY_RULES) for path in TOY_RULES.rglob("*.yaml"))
UNREADABLE = {
    "file_is_empty": b"# nothing\n",
    "file_is_not_utf8": b"kind: \xff\n",
    "file_is_too_large": b"#" * (1024 * 1024 + 1),
    "nesting_is_too_deep": b"[" * 33,
    "yaml_is_malformed": b"kind: \x00",
}


def sha256(rules: Path, law: str = "toy-law") -> str:
    """The hash of a law of a rules folder."""
    library = Library(rules)
    return library.rulebook(library.register.law(law)).sha256


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The rules of the toy law, to be changed."""
    return copy_of_toy_rules(tmp_path)


def second_law(rules: Path) -> None:
    """Put a second, sound law of another family beside the toy law."""
    shutil.copytree(rules / "toy-law", rules / "other-law")
    change(rules / "other-law" / "law.yaml", "law: toy-law\nfamily: toy", "law: other-law\nfamily: other")


@pytest.mark.parametrize("file", TOY_FILES, ids=str)
def test_the_hash_changes_with_every_file(file: Path, rules: Path) -> None:
    """One more byte in any file that a law rests on, even in a comment, is another hash."""
    before = sha256(rules)
    with (rules / file).open("ab") as changed:
        changed.write(b"#")
    assert before != sha256(rules)


def test_the_hash_changes_with_a_new_file(rules: Path) -> None:
    """A file more in the folder of a law is another hash."""
    before = sha256(rules)
    more = "kind: sources\nsources: [{id: toy-act, address: a, quote: q}]\n"
    (rules / "toy-law" / "sources-2.yaml").write_text(more, "utf-8")
    assert before != sha256(rules)


def test_the_hash_changes_with_the_name_of_a_file(rules: Path) -> None:
    """The same bytes under another name are another hash."""
    before = sha256(rules)
    (rules / "toy-law" / "special.yaml").rename(rules / "toy-law" / "zones.yaml")
    assert before != sha256(rules)


def test_the_hash_changes_when_two_files_change_places(rules: Path) -> None:
    """Bytes moved from one file to another are another hash."""
    before = sha256(rules)
    people, works = rules / "toy-law" / "criterion-people.yaml", rules / "toy-law" / "criterion-works.yaml"
    first, second = people.read_bytes(), works.read_bytes()
    people.write_bytes(second)
    works.write_bytes(first)
    assert before != sha256(rules)


def test_the_hash_does_not_change_with_what_is_not_read(rules: Path) -> None:
    """Other files, other laws, the time of a file and the place of the folder are not part of the hash."""
    (rules / "README.md").write_text("Read me.", "utf-8")
    (rules / "toy-law" / "notes.txt").write_text("A note.", "utf-8")
    (rules / "toy-law" / "cases").mkdir()
    (rules / "toy-law" / "cases" / "case.yaml").write_text("[", "utf-8")
    os.utime(rules / "toy-law" / "law.yaml", (0, 0))
    before = sha256(TOY_RULES)
    assert before == sha256(rules)
    second_law(rules)
    assert before == sha256(rules)


@pytest.mark.parametrize("file", ["law.yaml", "criterion-people.yaml"])
def test_the_hash_of_an_amending_law_changes_with_the_law_it_amends(file: str, tmp_path: Path) -> None:
    """A law that takes standards from another rests on the files of that other, too."""
    rules = copy_of_toy_rules(tmp_path, further_laws=True)
    before = sha256(rules, "amending-law")
    with (rules / "toy-law" / file).open("ab") as changed:
        changed.write(b"#")
    assert before != sha256(rules, "amending-law")


@pytest.mark.parametrize("amended", ["toy-law", "amending-law"], ids=["itself", "one another"])
def test_laws_that_amend_in_a_circle_are_refused(amended: str, tmp_path: Path) -> None:
    """A law that amends itself, by itself or by way of another, is refused like other mistakes."""
    rules = copy_of_toy_rules(tmp_path, further_laws=True)
    change(rules / "toy-law" / "law.yaml", "family: toy\n", f"family: toy\namends: {amended}\n")
    assert diagnostics_of_rules(rules)


@pytest.mark.parametrize("file", TOY_FILES, ids=str)
@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_as_text_is_refused(file: Path, kind: str, rules: Path) -> None:
    """A file that is empty, too large, too deep or in another encoding is refused, whichever it is."""
    (rules / file).write_bytes(UNREADABLE[kind])
    assert [(file.as_posix(), kind)] == [(path, kind) for path, _, _, kind in told(diagnostics_of_rules(rules), rules)]


@pytest.mark.parametrize("file", ["indicators.yaml", "vocabulary.yaml"])
def test_a_missing_catalogue_is_refused(file: str, rules: Path) -> None:
    """Without the catalogue or the vocabulary no law can be read."""
    (rules / file).unlink()
    assert [(file, 1, 1, "file_cannot_be_read")] == told(diagnostics_of_rules(rules), rules)


def test_a_folder_named_like_a_rule_file_is_refused(rules: Path) -> None:
    """An unreadable file among those of a law is refused, not ignored."""
    (rules / "toy-law" / "more.yaml").mkdir()
    assert [("toy-law/more.yaml", 1, 1, "file_is_special")] == told(diagnostics_of_rules(rules), rules)


@pytest.mark.parametrize("part", ["register", "indicators", "vocabulary", "tasks"])
def test_a_missing_rules_folder_is_refused(part: str, tmp_path: Path) -> None:
    """A rules folder that is not there is refused by its path, whatever is asked of it first."""
    with pytest.raises(UnsoundRules) as refused:
        getattr(Library(tmp_path / "nowhere"), part)
    assert [("nowhere", 1, 1, "rules_folder_is_missing")] == told(refused.value.diagnostics, tmp_path)


def test_a_rules_folder_without_a_law_is_refused(rules: Path) -> None:
    """A run that has no law to check is an error."""
    shutil.rmtree(rules / "toy-law")
    with pytest.raises(UnsoundRules) as refused:
        _ = Library(rules).register
    assert ["no_law_is_there"] == [diagnostic.kind for diagnostic in refused.value.diagnostics]


def test_every_head_is_told(rules: Path) -> None:
    """Mistakes in the heads of several laws are reported together."""
    second_law(rules)
    change(rules / "toy-law" / "law.yaml", "value: 15", "value: 25")
    change(rules / "other-law" / "law.yaml", "value: 15", "value: 35")
    assert [
        ("other-law/law.yaml", 13, 22, "pass_mark_is_out_of_reach"),
        ("toy-law/law.yaml", 13, 22, "pass_mark_is_out_of_reach"),
    ] == told(diagnostics_of_rules(rules), rules)


def test_every_overlap_is_told(rules: Path) -> None:
    """A law that is in force beside two later ones of its family overlaps with both."""
    for name, days in {"a-law": "{from: 2021-01-01, until: 2021-12-31}", "b-law": "{from: 2022-01-01}"}.items():
        shutil.copytree(rules / "toy-law", rules / name)
        change(rules / name / "law.yaml", "law: toy-law", f"law: {name}")
        change(rules / name / "law.yaml", "{from: 2020-01-01, until: 2029-12-31}", days)
    assert [("a-law/law.yaml", 7, 18, "laws_overlap"), ("b-law/law.yaml", 7, 18, "laws_overlap")] == told(
        diagnostics_of_rules(rules), rules
    )


def test_laws_of_different_families_may_be_in_force_together(rules: Path) -> None:
    """One law a day holds within a family, not between families."""
    second_law(rules)
    assert ["other-law", "toy-law"] == [rulebook.law.id for rulebook in load_everything(rules)]


def test_ids_of_different_laws_may_be_alike(rules: Path) -> None:
    """Two laws may have standards, rules and sources of the same names."""
    second_law(rules)
    first, second = load_everything(rules)
    assert first.criteria == second.criteria


def test_an_unsound_law_does_not_make_another_one_unsound(rules: Path) -> None:
    """Where one law has a mistake in its criteria, another law can still be read."""
    second_law(rules)
    change(rules / "other-law" / "criterion-people.yaml", "minimum: 1000", "minimum: 3000")
    library = Library(rules)
    with pytest.raises(UnsoundRules):
        library.rulebook(library.register.law("other-law"))
    assert "toy-law" == library.rulebook(library.register.law("toy-law")).law.id


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("indicators.yaml", "id: poverty", "id: water"),
        ("vocabulary.yaml", "kind: vocabulary", "kind: indicators"),
        ("vocabulary.yaml", "id: city", "id: town"),
        ("toy-law/law.yaml", "value: 15", "value: 25"),
        ("toy-law/criterion-people.yaml", "minimum: 1000", "minimum: 3000"),
    ],
)
def test_a_mistake_is_told_once_however_often_it_is_asked_for(file: str, old: str, new: str, rules: Path) -> None:
    """Rules asked for twice tell the same diagnostics both times, none of them doubled."""
    change(rules / file, old, new)
    library = Library(rules)
    told_of = []
    for _ in range(2):
        with pytest.raises(UnsoundRules) as refused:
            library.rulebook(library.register.law("toy-law"))
        told_of.append(told(refused.value.diagnostics, rules))
    assert told_of[0] == told_of[1]


def test_a_number_of_thousands_of_digits_is_refused(rules: Path) -> None:
    """A factor too long for any real law is refused like every other mistake."""
    change(
        rules / "toy-law" / "special.yaml",
        "{kind: not_applicable, groups: [outer-works]}",
        f"{{kind: scale_points, groups: [outer-works], numerator: 1{'0' * 4298}, denominator: 1}}",
    )
    assert diagnostics_of_rules(rules)


def test_a_rule_file_with_the_other_ending_is_not_passed_over(rules: Path) -> None:
    """A file of a law whose name ends in .yml is read or refused, never silently left out."""
    (rules / "toy-law" / "more.yml").write_text("kind: village\n", "utf-8")
    assert ["ending_is_not_yaml"] == [diagnostic.kind for diagnostic in diagnostics_of_rules(rules)]


@pytest.mark.parametrize("place", ["stray.yaml", "toy-law/sub/more.yaml", "toy-law/cases/old/more.yaml"])
def test_a_rule_file_in_a_place_of_none_is_not_passed_over(place: str, rules: Path) -> None:
    """A file that would be ignored is refused even if it is sound, because its author believes that it counts."""
    path = rules / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((rules / "toy-law" / "special.yaml").read_text("utf-8"), "utf-8")
    assert ["file_is_not_read"] == [diagnostic.kind for diagnostic in diagnostics_of_rules(rules)]


@pytest.mark.parametrize("ending", [".YAML", ".Yml"])
def test_an_ending_in_capitals_is_not_passed_over(ending: str, rules: Path) -> None:
    """Where capitals count, a file named so is not read; it is refused."""
    (rules / "toy-law" / f"more{ending}").write_text("kind: village\n", "utf-8")
    assert ["ending_is_not_yaml"] == [diagnostic.kind for diagnostic in diagnostics_of_rules(rules)]


@pytest.mark.parametrize("head", ["law.yml", "LAW.YAML", "law.yaml.txt"])
def test_a_law_whose_head_is_misnamed_is_not_passed_over(head: str, rules: Path) -> None:
    """A folder of rule files without a law.yaml is refused, never silently left out."""
    second_law(rules)
    (rules / "other-law" / "law.yaml").rename(rules / "other-law" / head)
    assert diagnostics_of_rules(rules)


def test_many_mistakes_take_no_more_than_their_number(rules: Path) -> None:
    """Eight times as many mistakes in a file take about eight times as long, not sixty-four times."""

    def seconds(mistakes: int) -> float:
        (rules / "toy-law" / "sources.yaml").write_text(f"kind: sources\nsources: [{'1, ' * mistakes}]\n", "utf-8")
        before = time.process_time()
        assert MOST_DIAGNOSTICS + 1 == len(diagnostics_of_rules(rules))
        return time.process_time() - before

    few, many = (min(seconds(mistakes) for _ in range(3)) for mistakes in (500, 4_000))
    assert many < 24 * few


def test_a_path_is_shown_from_the_working_folder(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message shows a path as seen from the working folder, and whole where it lies elsewhere."""
    monkeypatch.chdir(rules.parent)
    assert ["rules/indicators.yaml", str(TOY_RULES)] == [shown(rules / "indicators.yaml"), shown(TOY_RULES)]
