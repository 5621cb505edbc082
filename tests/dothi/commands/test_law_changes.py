"""``dothi rules diff`` and ``dothi rules impact`` on the command line."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from criteria.rule_files.folders import rules_folder
from tests.support.example_folders import change
from tests.support.paths import TOY_DATA
from tests.support.rules_command import Run

pytestmark = pytest.mark.slow

DAY = ("--as-of", "2025-06-01")
GIT = {
    "GIT_AUTHOR_NAME": "Test",
    "GIT_AUTHOR_EMAIL": "test@example.org",
    "GIT_COMMITTER_NAME": "Test",
    "GIT_COMMITTER_EMAIL": "test@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
}
COASTS = (
    "kind: rules\nrules:\n  - id: coasts\n    name: {vi: Biển, en: Coasts}\n"
    "    when: {municipality.attributes: {any_of: [coastal]}}\n"
    "    then: [{kind: exempt, standards: [trees]}]\n    citation: Article 9\n    basis: one-source\n"
)


@pytest.fixture
def people(before: Path) -> Path:
    """Provide a rule file that is committed to a git repository."""
    for arguments in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "The toy law")):
        subprocess.run(["git", *arguments], cwd=before, env=os.environ | GIT, check=True)
    return before / "toy-law" / "criterion-people.yaml"


class TestDiff:
    def test_a_file_is_compared_with_its_committed_version(self, dothi: Run, people: Path) -> None:
        """The meaning of an edit since the commit is shown: from 500 to 400, easier by 100."""
        change(people, "SILVER: {minimum: 500,", "SILVER: {minimum: 400,")
        printed = dothi("diff", people).stdout
        assert "loosened: minimum level" in printed
        assert "500 people" in printed
        assert "400 people" in printed
        assert "−100 people" in printed
        assert "Annex, row 1.1" in printed

    def test_a_law_is_compared_with_its_committed_version(self, dothi: Run, people: Path) -> None:
        """A new file of the law is not part of the committed version."""
        people.with_name("coasts.yaml").write_text(COASTS, encoding="utf-8")
        printed = dothi("diff", people.parent).stdout
        assert "added: rule" in printed
        assert "1 added, 0 removed" in printed

    def test_an_unedited_file_does_not_differ(self, dothi: Run, people: Path) -> None:
        """If nothing changed the command says so and succeeds."""
        ended = dothi("diff", people)
        assert (0, "No difference in meaning.\n") == (ended.returncode, ended.stdout)

    def test_json_holds_the_same(self, dothi: Run, people: Path) -> None:
        """Numbers are texts without a unit."""
        change(people, "SILVER: {minimum: 500,", "SILVER: {minimum: 400,")
        (difference,) = json.loads(dothi("diff", people, "--format", "json").stdout)["differences"]
        assert ("loosened", "minimum_level", "1.1", ["SILVER"], "500", "400", "-100") == tuple(
            difference[key] for key in ("direction", "part", "subject", "types", "before", "after", "by")
        )

    def test_without_a_repository(self, dothi: Run, before: Path) -> None:
        """A folder that was never committed has nothing to be compared with."""
        ended = dothi("diff", before / "toy-law", GIT_CEILING_DIRECTORIES=str(before.parent))
        assert 2 == ended.returncode
        assert "is not in a git repository with a commit" in ended.stderr

    def test_everything_in_a_new_file_is_added(self, dothi: Run, people: Path) -> None:
        """If a file was never committed but its law was, the committed version is the law without it."""
        people.with_name("coasts.yaml").write_text(COASTS, encoding="utf-8")
        printed = dothi("diff", people.with_name("coasts.yaml")).stdout
        assert "added: rule" in printed
        assert "1 added, 0 removed, 0 tightened, 0 loosened, 0 changed." in printed

    def test_everything_in_a_deleted_file_is_removed(self, dothi: Run, people: Path) -> None:
        """The five rules of the toy law's rule file."""
        special = people.with_name("special.yaml")
        special.unlink()
        printed = dothi("diff", special).stdout
        assert "removed: rule" in printed
        assert "0 added, 5 removed, 0 tightened, 0 loosened, 0 changed." in printed

    def test_a_law_that_was_never_committed(self, dothi: Run, people: Path) -> None:
        """There is a repository, but nothing of the law is in it."""
        later = Path(shutil.copytree(people.parent, people.parent.with_name("later-law")))
        for path in (later, later / people.name):
            ended = dothi("diff", path)
            assert 2 == ended.returncode
            assert "was never committed" in ended.stderr

    def test_a_committed_file_that_no_longer_fits_is_refused(self, dothi: Run, people: Path) -> None:
        """A row and the rule on it were renamed in two files, so one of them alone cannot be reverted."""
        change(people, "- id: inner-people", "- id: people-inside")
        change(people.with_name("special.yaml"), "standards: [inner-people]", "standards: [people-inside]")
        ended = dothi("diff", people)
        assert 2 == ended.returncode
        assert f"dothi rules diff {people.parent}" in ended.stderr
        assert "No difference in meaning.\n" == dothi("diff", people.parent).stdout

    def test_a_shared_file_is_compared_with_its_committed_version(self, dothi: Run, people: Path) -> None:
        """If the direction of a shared indicator changes, the difference says so."""
        indicators = people.parent.with_name("indicators.yaml")
        change(indicators, "decimals: 1, better: lower", "decimals: 1, better: higher")
        printed = dothi("diff", indicators).stdout
        assert "changed: direction in which the indicator is better" in printed
        assert "lower is better" in printed
        assert "higher is better" in printed
        assert "0 added, 0 removed, 0 tightened, 0 loosened, 1 changed." in printed

    def test_added_and_ended_words_are_reported(self, dothi: Run, people: Path) -> None:
        """The edited vocabulary has one more attribute, and a kind that ends on another day."""
        vocabulary = people.parent.with_name("vocabulary.yaml")
        change(vocabulary, "attributes:\n", "attributes:\n  - {id: border, name: {vi: biên giới, en: border}}\n")
        change(vocabulary, "until: 2030-06-30", "until: 2031-06-30")
        printed = dothi("diff", vocabulary).stdout
        assert "added: attribute" in printed
        assert "changed: last day of the kind of municipality" in printed
        assert "30/06/2031" in printed

    def test_a_file_outside_a_law_is_refused(self, dothi: Run, tmp_path: Path) -> None:
        """A folder without a law.yaml is not the folder of a law."""
        (tmp_path / "note.yaml").write_text("kind: rules\n", encoding="utf-8")
        ended = dothi("diff", tmp_path / "note.yaml")
        assert 2 == ended.returncode
        assert "is neither in the folder of a law" in ended.stderr

    def test_a_name_that_is_neither_law_nor_file_is_refused(self, dothi: Run) -> None:
        """A single name must be a file."""
        ended = dothi("diff", "toy-law-2")
        assert 2 == ended.returncode
        assert "there is no file `toy-law-2`" in ended.stderr


class TestImpact:
    def test_towns_with_another_result_are_named(self, dothi: Run, after: Path) -> None:
        """Alpha has 750 people: if the levels start at 800, it earns nothing for them."""
        change(after / "toy-law" / "criterion-people.yaml", "SILVER: {minimum: 500,", "SILVER: {minimum: 800,")
        ended = dothi("impact", "toy-law", "--rules-after", after, "--data", TOY_DATA, "--to", "SILVER", *DAY)
        assert 0 == ended.returncode
        assert "Alpha, type silver: " in ended.stdout

    def test_the_values_at_which_the_laws_disagree_are_exact(self, dothi: Run, after: Path) -> None:
        """With 500 to 799 people a town loses its points, up to 997 it has fewer; at 998 both laws round to 2."""
        change(after / "toy-law" / "criterion-people.yaml", "SILVER: {minimum: 500,", "SILVER: {minimum: 800,")
        ended = dothi("impact", "toy-law", "--rules-after", after, "--data", TOY_DATA, "--format", "json", *DAY)
        (standard,) = json.loads(ended.stdout)["standards"]
        assert ("1.1", ["SILVER"]) == (standard["code"], standard["types"])
        assert ("500", "997") == (standard["values"][0]["lower"], standard["values"][-1]["upper"])
        assert "0" == standard["values"][0]["after"]["at_lower"]["points"]["upper"]

    def test_a_law_edited_without_effect_changes_no_town(self, dothi: Run, after: Path) -> None:
        """A better basis is not another law."""
        change(
            after / "toy-law" / "criterion-people.yaml",
            "basis: [one-source, unverified]}",
            "basis: [one-source, one-source]}",
        )
        ended = dothi("impact", "toy-law", "--rules-after", after, "--data", TOY_DATA, *DAY)
        assert ", 0 with a different result." in ended.stdout
        assert "both laws score every comparable standard alike" in ended.stdout

    def test_types_that_a_standard_requires_are_derived(self, dothi: Run, tmp_path: Path) -> None:
        """A town of type V surely has the type that 1211 requires of a township, but not if type IV is required."""
        later = tmp_path / "rules"
        shutil.copytree(rules_folder(), later)
        change(later / "nq-1211-2016" / "counting-9-township.yaml", "level: V ", "level: IV ")
        words = ("nq-1211-2016", "--rules-after", later, "--to", "township", "--as-of", "2021-11-11")
        printed = dothi("impact", *words, DOTHI_RULES=str(rules_folder())).stdout
        assert "Thị trấn Trà Cú, forming a township: undetermined (1 – 4) → undetermined (0 – 4)" in printed

    def test_exactly_one_later_law(self, dothi: Run, after: Path) -> None:
        """Exactly one second law is required."""
        assert 2 == dothi("impact", "toy-law").returncode
        assert 2 == dothi("impact", "toy-law", "toy-law", "--rules-after", after).returncode

    def test_a_type_that_a_law_does_not_have_is_refused(self, dothi: Run, after: Path) -> None:
        """The message names the types of the law."""
        ended = dothi("impact", "toy-law", "--rules-after", after, "--to", "BRONZE", "--data", TOY_DATA, *DAY)
        assert 2 == ended.returncode
        assert "GOLD, SILVER" in ended.stderr
