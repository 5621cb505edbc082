"""Where targets stand on a day: judged, or refused with what explains it."""

import datetime
from collections.abc import Mapping

import pytest

from classifier.assessment.assessors import Assessors
from classifier.assessment.targets import TargetAnswer, review_targets
from classifier.plan.judgement import Verdict
from criteria.bilingual import BilingualText
from criteria.diagnostic import NotOnFile
from criteria.municipality import Dataset, Municipality
from criteria.rule_files.library import Library
from criteria.target import Target

THEN, NOW = datetime.date(2021, 11, 11), datetime.date(2026, 11, 22)


def reviewed(
    library: Library, data: Dataset, day: datetime.date, targets: tuple[Target, ...] | None = None
) -> tuple[TargetAnswer, ...]:
    """The answers of a day, for the targets that are shipped or for others."""
    with Assessors(library.rulebook_in_force) as judges:
        asked = library.targets if targets is None else targets
        return review_targets(asked, library.register, judges.find, data, day)


def answers(library: Library, data: Dataset, day: datetime.date) -> Mapping[tuple[str, str], TargetAnswer]:
    """The answers of a day, by municipality and what it is to become."""
    return {(answer.target.municipality, answer.target.to): answer for answer in reviewed(library, data, day)}


def answer(library: Library, municipality: Municipality | None, family: str, to: str) -> TargetAnswer:
    """Return the answer for one target with this municipality, or none, in the data."""
    towns = {} if municipality is None else {municipality.id: municipality}
    target = Target("somewhere", family, to, BilingualText("x", "x"), "x")
    (found,) = reviewed(library, Dataset(towns, ()), NOW, (target,))
    return found


def test_every_target_is_answered_in_order(shipped_library: Library, example_data: Dataset) -> None:
    """There is an answer for each target, in the order of the programme."""
    found = reviewed(shipped_library, example_data, THEN)
    assert shipped_library.targets == tuple(known.target for known in found)


@pytest.mark.parametrize(
    ("target", "law", "verdict"),
    [
        (("duyen-hai", "III"), "nq-1210-2016", Verdict.UNDETERMINED),
        (("dan-thanh", "ward"), "ward-nq-1210-2016", Verdict.UNDETERMINED),
        (("tra-vinh-province", "2025"), "tra-vinh-2025", Verdict.NOT_MET),
    ],
)
def test_a_target_is_judged_by_the_law_of_its_family_on_the_day(
    shipped_library: Library, example_data: Dataset, target: tuple[str, str], law: str, verdict: Verdict
) -> None:
    """In 2021 the towns are judged under 1210, the communes by its ward table, the province by its programme."""
    found = answers(shipped_library, example_data, THEN)[target]
    assert found.assessment is not None
    assert (law, verdict) == (found.law and found.law.id, found.assessment.verdict)


def test_a_type_that_is_no_more_is_refused_with_its_transition(shipped_library: Library, example_data: Dataset) -> None:
    """In 2026 there is no type IV to become; the refusal names the types, and Article 15 says what type IV became."""
    found = answers(shipped_library, example_data, NOW)["duyen-hai", "IV"]
    assert isinstance(found.refusal, NotOnFile)
    assert found.transition is not None
    assert ("type", ("III",), "Điều 15") == (found.refusal.kind, found.transition.types, found.transition.citation)


def test_where_no_law_is_in_force_the_day_is_refused(shipped_library: Library, example_data: Dataset) -> None:
    """In 2026 the programme has ended: the refusal says which law of the family there was, and when."""
    found = answers(shipped_library, example_data, NOW)["tra-vinh-province", "2025"]
    assert isinstance(found.refusal, NotOnFile)
    assert ("law_on_day", None) == (found.refusal.kind, found.law)


def test_a_municipality_that_is_not_in_the_data_is_refused(shipped_library: Library) -> None:
    """Other data than the programme's leave its municipalities unknown; the others are judged all the same."""
    found = answer(shipped_library, None, "urban-type", "III")
    assert isinstance(found.refusal, NotOnFile)
    assert ("municipality", None) == (found.refusal.kind, found.municipality)


def test_a_municipality_of_which_nothing_is_stated_is_judged(shipped_library: Library) -> None:
    """Where the data do not state what decides which standards apply, the target is judged every way."""
    town = Municipality("somewhere", "Somewhere", "town")
    target = Target("somewhere", "urban-type", "III", BilingualText("x", "x"), "x")
    towns = Dataset({town.id: town}, ())
    (found,) = reviewed(shipped_library, towns, THEN, (target,))
    assert found.assessment is not None
    assert Verdict.UNDETERMINED is found.assessment.verdict
