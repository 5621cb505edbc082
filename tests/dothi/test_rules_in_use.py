"""Rules are read as they are at one moment, and changed by one run at a time."""

import threading
from pathlib import Path

import pytest

from criteria.diagnostic import UnsoundRules
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.folder_locks import FolderIsBusy, locked
from criteria.owned_folders import OWNER, OwnedFolder
from dothi.journals import JOURNAL, STAGE_PREFIX, Journal, Move, mark
from dothi.rules_in_use import library_of, rule_folders, rules_changed, rules_read
from tests.dothi.test_journals import begun, evil
from tests.support.example_folders import change, copy_of_toy_rules
from tests.support.rules_command import on_rules

LAW = "toy-law"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The toy rules with a folder of cases."""
    copy = copy_of_toy_rules(tmp_path)
    (copy / LAW / "cases").mkdir()
    return copy


def silent(_: Journal | Path) -> None:
    """Tell nothing."""


def is_free(folder: Path) -> bool:
    """Return True if another run could read the folder now."""
    outcome: list[bool] = []

    def attempt() -> None:
        try:
            with locked(folder, shared=True, patience=50):
                outcome.append(True)
        except FolderIsBusy:
            outcome.append(False)

    thread = threading.Thread(target=attempt)
    thread.start()
    thread.join()
    return outcome[0]


def test_every_folder_of_rules_is_looked_at(rules: Path) -> None:
    """Rule files stand in the rules folder, in those of laws, and in those of cases."""
    assert {rules, rules / LAW, rules / LAW / "cases"} == set(rule_folders(rules))


def test_a_library_is_of_one_moment(rules: Path) -> None:
    """What is written after the rules were opened is not read, although files are read when they are needed."""
    library = library_of(rules, silent)
    change(rules / LAW / "criterion-people.yaml", "minimum: 500", "minimum: 600")
    rulebook = library.rulebook(library.register.law(LAW))
    assert 500 == next(iter(rulebook.standards)).levels["SILVER"].minimum.value  # type: ignore[union-attr]


def test_nobody_reads_what_is_being_changed(rules: Path) -> None:
    """While one run changes rules no other may read them, but for the time in which it asks its user."""
    with rules_changed(rules, silent) as pause:
        assert not is_free(rules)
        with pause.let_go():
            assert is_free(rules)
        assert not is_free(rules)
    assert is_free(rules)


def test_readers_do_not_wait_for_each_other(rules: Path) -> None:
    """Any number of runs may read."""
    with rules_read(rules, silent):
        assert is_free(rules)


@pytest.mark.parametrize("place", [".", LAW, f"{LAW}/cases"])
def test_an_unfinished_change_is_finished_first(rules: Path, place: str) -> None:
    """Whoever opens the rules after a kill finishes the change, and tells so."""
    begun(rules / place)
    told: list[Journal | Path] = []
    library_of(rules, told.append)
    assert ([True], "new a") == (
        [isinstance(found, Journal) and found.is_forward for found in told],
        (rules / place / "a.yaml").read_text(),
    )


def test_a_change_that_cannot_be_finished_refuses_the_rules(rules: Path) -> None:
    """Rules that may be half old and half new judge nobody."""
    journal = begun(rules / LAW)
    journal.path.write_text("{")
    with pytest.raises(UnsoundRules) as refused:
        library_of(rules, silent)
    assert [DiagnosticKind.CHANGE_IS_UNFINISHED] == [found.kind for found in refused.value.diagnostics]


def test_an_unpacked_change_is_passed_over(rules: Path) -> None:
    """Rules with a made-up leftover are read as they are, and the user is told of it; lint reports it."""
    stage = evil(rules, ".dothi-evil")
    (rules / "README.md").write_text("x")
    told: list[Journal | Path] = []
    library_of(rules, told.append)
    assert ([stage / JOURNAL], True) == (told, (rules / "README.md").exists())
    assert {"photos", "thesis.txt", ".dothi-evil"} <= {path.name for path in rules.iterdir()}


def test_an_act_on_other_files_is_no_business_of_rules(rules: Path) -> None:
    """Reading rules finishes no act that moves anything else than rule files."""
    (rules / "README.md").write_text("x")
    own = OwnedFolder(rules, STAGE_PREFIX, mark(rules, None, "act"))
    journal = Journal(own.path, "act", [Move(own.path, "README.md", None, "kept/0")])
    journal.write()
    own.leave()
    library_of(rules, silent)
    assert (True, True) == ((rules / "README.md").exists(), journal.path.exists())


@pytest.mark.slow
def test_a_command_tells_what_it_passed_over(rules: Path, tmp_path: Path) -> None:
    """A reading command obeys no unpacked journal, removes nothing of the user's, says so once, and answers."""
    stage = evil(rules, ".dothi-evil")
    mine = tmp_path / "tmp" / "dothi-rev"
    mine.mkdir(parents=True)
    (mine / OWNER).write_text("Nam")
    linted = on_rules(rules)("lint", "--no-cases", "--fix", TMPDIR=str(mine.parent))
    assert (4, 1) == (linted.returncode, linted.stderr.count(f"Passed over: {stage / JOURNAL}"))
    assert 1 == linted.stdout.count("L008-unfinished-change")
    assert ("Nam", "x") == ((mine / OWNER).read_text(), (rules / "thesis.txt").read_text())


@pytest.mark.slow
def test_lint_sees_it_and_fix_finishes_it(rules: Path) -> None:
    """`rules lint` reports an unfinished change and leaves it; `--fix` finishes it and says so."""
    journal = begun(rules / LAW)
    dothi = on_rules(rules)
    seen = dothi("lint", "--no-cases")
    assert (4, 1, True) == (seen.returncode, seen.stdout.count("L008-unfinished-change"), journal.path.exists())
    mended = dothi("lint", "--no-cases", "--fix")
    assert ("L008" in mended.stdout, journal.path.exists()) == (False, False)
    assert "A run that was stopped had not finished a change; it is finished now:" in mended.stderr
