"""The dangers of durable_rules, one by one: each guard is seen to work.

What may hang, abort the process or eat memory runs in a process of its own, with a time limit.
"""

import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.engines.durable import (
    LARGEST_INTEGER,
    LARGEST_JOIN,
    MOST_VALUES,
    AssertedFact,
    Conclude,
    Definition,
    Firing,
    InferenceFailed,
    RuleBase,
)
from classifier.engines.forward_chaining import ForwardChaining
from classifier.plan.judgement import Verdict
from classifier.plan.plan import Plan
from criteria.quantity import Interval
from tests.classifier.engines.test_reference import plan_of, standard
from tests.support.engine_alone import run_alone

pytestmark = pytest.mark.slow


def concludes(kind: str) -> Conclude:
    """A conclusion: the sum of the premises, as a fact of this kind."""

    def conclude(premises: Sequence[AssertedFact]) -> AssertedFact:
        return {"kind": kind, "value": sum(premise["value"] for premise in premises)}

    return conclude


def number(value: int, kind: str = "number") -> AssertedFact:
    """A fact that is a number."""
    return {"kind": kind, "value": value}


BIG = Definition(({"$and": [{"kind": "number"}, {"$gte": {"value": 10}}]},), concludes("big"))
SMALL = Definition(({"$and": [{"kind": "number"}, {"$lt": {"value": 10}}]},), concludes("small"), is_final=True)
BOTH = Definition(({"kind": "big"}, {"kind": "other"}), concludes("both"), is_final=True)
BIG_ALONE = Definition(({"kind": "big"},), lambda _: None)
OTHER_ALONE = Definition(({"kind": "other"},), lambda _: None)


@pytest.fixture
def base() -> Iterator[RuleBase]:
    """Numbers are big or small; a big one and another are both."""
    rules = {"big": BIG, "small": SMALL, "both": BOTH, "big alone": BIG_ALONE, "other alone": OTHER_ALONE}
    with closing(RuleBase("numbers", rules)) as opened:
        yield opened


# --- what it does ---


def test_every_firing_is_recorded(base: RuleBase) -> None:
    """A firing is the rule's name, the facts it matched, and the fact it concluded."""
    assert [Firing("small", (number(3),), number(3, "small"))] == base.run([number(3)])


def test_conclusions_are_premises_of_other_rules(base: RuleBase) -> None:
    """Facts are chained forward: what one rule concludes another one takes up."""
    firings = base.run([number(10), number(7, "other")])

    assert ["big", "both"] == [firing.rule for firing in firings]
    assert Firing("both", (number(10, "big"), number(7, "other")), number(17, "both")) == firings[1]


def test_premises_stand_in_the_order_of_the_conditions(base: RuleBase) -> None:
    """Whichever fact comes first, the premises are those of the first condition, then of the second."""
    firings = base.run([number(7, "other"), number(10)])

    assert ("big", "other") == tuple(premise["kind"] for premise in firings[-1].premises)


def test_nothing_concluded_is_no_firing(base: RuleBase) -> None:
    """A rule that concludes nothing leaves no trace in the explanation."""
    assert [] == base.run([number(7, "other")])


@given(st.lists(st.integers(-(2**52), 2**52), min_size=1, max_size=20, unique=True))
def test_thresholds_are_exact(values: list[int]) -> None:
    """Integers are compared exactly, up to the largest and smallest allowed."""
    with closing(RuleBase("numbers", {"big": BIG, "small": SMALL, "big alone": BIG_ALONE})) as base:
        firings = base.run([number(value) for value in values])

    expected = {(value, "small" if value < 10 else "big") for value in values}
    assert expected == {(firing.conclusion["value"], firing.rule) for firing in firings}


@pytest.mark.parametrize("value", [LARGEST_INTEGER - 1, 1 - LARGEST_INTEGER, 2**52 + 1, 0, -1])
def test_large_integers_come_back_as_they_went_in(base: RuleBase, value: int) -> None:
    """Integers below 2**53 pass through durable_rules unchanged."""
    assert value == base.run([number(value)])[0].conclusion["value"]


# --- what may not be asserted ---


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        1e-05,
        1e16,
        4.0,
        float("nan"),
        float("inf"),
        float("-inf"),
        True,
        False,
        None,
        LARGEST_INTEGER,
        -LARGEST_INTEGER,
        2**64,
        "",
        "Duyên Hải",
        unicodedata.normalize("NFD", "Duyên Hải"),
        "đ",
        "４９",
        "two words",
        "line\nbreak",
        "nul\0",
        "x" * 101,
        b"bytes",
        ["list"],
        {"kind": "nested"},
    ],
    ids=repr,
)
def test_what_may_not_be_asserted(base: RuleBase, value: object) -> None:
    """Floats, bools, NaN, large integers and any text but ASCII ids are refused before durable_rules sees them."""
    with pytest.raises(InferenceFailed, match="may not be given to durable_rules"):
        base.run([{"kind": "number", "value": value}])


@given(st.floats() | st.text().filter(lambda text: not text.isascii()) | st.booleans() | st.integers(min_value=2**53))
def test_nothing_of_these_sorts_is_ever_asserted(value: object) -> None:
    """Whatever float, foreign letter, bool or huge integer it is: refused."""
    rules = {"any": Definition(({"kind": "number"},), lambda _: None)}

    with closing(RuleBase("numbers", rules)) as base, pytest.raises(InferenceFailed):
        base.run([{"kind": "number", "value": value}])


def test_a_fact_of_too_many_properties_is_refused() -> None:
    """A fact with too many properties is refused; the C code of durable_rules would write outside its memory."""
    script = """
        from classifier.engines.durable import Definition, InferenceFailed, RuleBase

        base = RuleBase("wide", {"any": Definition(({"kind": "wide"},), lambda _: None)})
        for width in (200, 300):
            try:
                print(len(base.run([{"kind": "wide"} | {f"p{n}": n for n in range(width)}])))
            except InferenceFailed:
                print(-1)
        """
    assert [0, -1] == run_alone(script, seconds=60)


def test_a_refused_fact_spoils_no_later_run(base: RuleBase) -> None:
    """After a refusal the same base judges the next town."""
    with pytest.raises(InferenceFailed):
        base.run([number(3), number(0.5)])  # type: ignore[arg-type]

    assert ["small"] == [firing.rule for firing in base.run([number(3)])]


# --- what may not be compiled ---


def joining(count: int) -> Definition:
    """Return a rule that joins this many facts."""
    return Definition(tuple({"kind": f"k{place}"} for place in range(count)), lambda _: None)


def rules_asking(count: int) -> dict[str, Definition]:
    """Return rules that test one property for this many values."""
    return {
        f"rule {value}": Definition(({"$and": [{"kind": "number"}, {"value": value}]},), lambda _: None)
        for value in range(count)
    }


def test_too_many_joined_facts_are_refused() -> None:
    """One fact more than a rule may join is refused by the rule's name; durable_rules would fail at 17."""
    with pytest.raises(InferenceFailed, match="wide joins 13 facts"):
        RuleBase("wide", {"wide": joining(LARGEST_JOIN + 1)})


def test_as_many_facts_as_allowed_are_joined() -> None:
    """A rule may join as many facts as the limit says."""
    seen: list[int] = []
    kinds = [f"k{place}" for place in range(LARGEST_JOIN)]
    rules = {kind: Definition(({"kind": kind},), lambda _: None) for kind in kinds}
    rules["all"] = Definition(
        tuple({"kind": kind} for kind in kinds), lambda premises: seen.append(len(premises)), is_final=True
    )
    with closing(RuleBase("wide", rules)) as base:
        base.run({"kind": kind, "value": 1} for kind in kinds)

    assert [LARGEST_JOIN] == seen


def test_too_many_tested_values_are_refused() -> None:
    """One value more than a property may be tested for is refused; at 512 durable_rules loops for ever."""
    with pytest.raises(InferenceFailed, match="value is tested for 401 values"):
        RuleBase("many", rules_asking(MOST_VALUES + 1))


def test_values_in_nested_conditions_count() -> None:
    """Tested values are found inside comparisons, alternatives and conjunctions too."""
    conditions = [{"$or": [{"$and": [{"$gte": {"value": n}}]}, {"other": 1}]} for n in range(MOST_VALUES + 1)]
    rules = {f"rule {n}": Definition((condition,), lambda _: None) for n, condition in enumerate(conditions)}

    with pytest.raises(InferenceFailed, match="value is tested for 401 values"):
        RuleBase("many", rules)


def test_what_durable_rules_refuses_to_compile() -> None:
    """A condition of more alternatives than durable_rules takes is our own refusal, not a bare error of C."""
    either = {"$or": [{"$or": [{"value": n}, {"value": -n}]} for n in range(1, 30)]}

    with pytest.raises(InferenceFailed):
        RuleBase("wide", {"wide": Definition(({"$and": [{"kind": "number"}, either]},), lambda _: None)})


# --- what fails in a run ---


@pytest.mark.parametrize("facts", [[number(1, "unheard-of")], [number(3), number(1, "unheard-of")]])
def test_a_fact_that_meets_no_rule(base: RuleBase, facts: list[AssertedFact]) -> None:
    """A fact that no rule matches is an error, never dropped in silence."""
    with pytest.raises(InferenceFailed, match="unheard-of"):
        base.run(facts)


def test_a_conclusion_that_meets_no_rule() -> None:
    """A conclusion that is not final and that no rule takes up is an error."""
    with closing(RuleBase("numbers", {"big": BIG, "small": SMALL})) as base, pytest.raises(InferenceFailed):
        base.run([number(10)])


def test_identical_facts(base: RuleBase) -> None:
    """The same fact asserted twice is an error: a rule would count it once."""
    with pytest.raises(InferenceFailed):
        base.run([number(3), number(3)])


def test_an_exception_inside_a_conclusion_propagates() -> None:
    """What a conclusion raises comes out as it is; durable_rules' own loop would swallow it."""
    rules = {"big": Definition(BIG.conditions, lambda _: {}["missing"]), "small": SMALL}

    with closing(RuleBase("numbers", rules)) as base, pytest.raises(KeyError, match="missing"):
        base.run([number(10)])


def test_a_base_works_after_an_exception() -> None:
    """After an exception inside a conclusion the next run in the same base judges as if nothing had been."""
    rules = {"big": Definition(BIG.conditions, lambda _: {}["missing"]), "small": SMALL}

    with closing(RuleBase("numbers", rules)) as base:
        for _ in range(3):
            with pytest.raises(KeyError):
                base.run([number(10), number(3)])

        assert [Firing("small", (number(3),), number(3, "small"))] == base.run([number(3)])


FAILURES: dict[str, tuple[type[Exception], Callable[[], list[AssertedFact]]]] = {
    "refused fact": (InferenceFailed, lambda: [number(10), {"kind": "number", "value": "Hải"}]),
    "fact without a rule": (InferenceFailed, lambda: [number(10), number(1, "unheard-of")]),
    "identical facts": (InferenceFailed, lambda: [number(10), number(3), number(3)]),
    "no number": (TypeError, lambda: [number(10), {"kind": "other", "value": "text"}]),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_session_is_deleted_after_a_failure(base: RuleBase, failure: str) -> None:
    """What a failed run had asserted is forgotten: nothing of it joins with the facts of the next run."""
    error, facts = FAILURES[failure]
    with pytest.raises(error):
        base.run(facts())

    assert [] == base.run([number(7, "other")])
    assert ["big"] == [firing.rule for firing in base.run([number(10)])]


def test_a_session_is_deleted_after_facts_that_cannot_be_had(base: RuleBase) -> None:
    """Where the facts themselves cannot be had, the session is deleted all the same."""

    def broken() -> Iterator[AssertedFact]:
        yield number(10)
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        base.run(broken())

    assert [] == base.run([number(7, "other")])


def test_runs_are_sessions_of_their_own(base: RuleBase) -> None:
    """The same facts may be asserted in run after run, and facts of different runs never join."""
    once = base.run([number(10)])

    assert once == base.run([number(10)])
    assert [] == base.run([number(7, "other")])


def test_bases_do_not_share_facts() -> None:
    """Two bases of the same name have nothing in common."""
    rules = {"big": BIG, "small": SMALL, "both": BOTH, "big alone": BIG_ALONE, "other alone": OTHER_ALONE}
    with closing(RuleBase("numbers", rules)) as first, closing(RuleBase("numbers", rules)) as second:

        def in_the_middle() -> Iterator[AssertedFact]:
            yield number(10)
            assert [] == second.run([number(7, "other")])

        assert ["big"] == [firing.rule for firing in first.run(in_the_middle())]


def test_definitions_are_left_as_they_are() -> None:
    """durable_rules takes its rules apart; the definitions given to a base can be used again."""
    condition = {"$and": [{"kind": "number"}, {"$gte": {"value": 10}}]}
    rules = {"big": Definition((condition,), lambda _: None)}
    with closing(RuleBase("numbers", rules)):
        pass

    assert {"$and": [{"kind": "number"}, {"$gte": {"value": 10}}]} == condition


def test_no_threads_are_left_running(base: RuleBase) -> None:
    """durable_rules' own host starts threads that read freed sessions; none runs here, in Python or beneath it."""
    tasks = Path("/proc/self/task")
    before = (threading.enumerate(), sorted(tasks.iterdir()))

    base.run([number(10), number(7, "other")])

    assert before == (threading.enumerate(), sorted(tasks.iterdir()))


# --- whole laws ---


def test_a_town_that_passes_nothing() -> None:
    """A town below every level has no points, and its verdict is concluded: not met."""
    rows = [standard(identifier=f"s{n}", mandatory_in="points") for n in range(5)]
    plan = plan_of(rows[:2], rows[2:], needs=[1, 1], pass_mark=1)

    with closing(ForwardChaining(plan)) as chaining:
        judgement, firings = chaining.infer({row.id: Interval(0, 0) for row in rows})

    assert Verdict.NOT_MET is judgement.total["points"].verdict
    assert (0, 0) == (judgement.total["points"].lower, judgement.total["points"].upper)
    assert 5 == sum(firing.conclusion["kind"] == "standard" for firing in firings)


def test_a_town_to_which_nothing_applies() -> None:
    """Where rules take every standard away there is nothing to assert, and still a verdict."""
    rows = [standard(identifier=f"s{n}", applies=False) for n in range(3)]
    plan: Plan = plan_of(rows[:1], rows[1:], needs=[0, 1], pass_mark=0)

    with closing(ForwardChaining(plan)) as chaining:
        judgement, _ = chaining.infer({row.id: Interval(0, 0) for row in rows})

    assert Verdict.MET is judgement.criteria["points"]["1"].verdict
    assert Verdict.NOT_MET is judgement.total["points"].verdict


@pytest.mark.slow
def test_two_thousand_towns_in_one_process() -> None:
    """1,024 live sessions abort the process and each leaks; 2,000 towns pass, in the memory of 200."""
    script = """
        rows = [standard(random.randint(0, 50), random.randint(50, 100), identifier=f"s{n}") for n in range(20)]
        plan = plan_of(rows[:10], rows[10:], needs=[100_000, 100_000], pass_mark=300_000)
        chaining = ForwardChaining(plan)
        wrong = 0
        for number in range(1, 2001):
            intervals = town(plan)
            judgement, _ = chaining.infer(intervals)
            wrong += number % 100 == 0 and judgement != judge(plan, intervals)
            if number in (200, 2000):
                print(resident())
        print(wrong)
        """
    after_200, after_2000, wrong = run_alone(script, seconds=120)

    assert 0 == wrong
    assert after_2000 - after_200 < 8


@pytest.mark.slow
def test_two_thousand_towns_that_fail_in_one_process() -> None:
    """Sessions that end with an exception are deleted too: 2,000 of them pass, in the memory of 200."""
    script = """
        from classifier.engines.durable import Definition, InferenceFailed, RuleBase

        rules = {"any": Definition(({"kind": "number"},), lambda _: {}["missing"])}
        base = RuleBase("failing", rules)
        failed = 0
        for number in range(1, 2001):
            try:
                base.run([{"kind": "number", "value": number}, {"kind": "number" if number % 2 else "unheard-of"}])
            except (KeyError, InferenceFailed):
                failed += 1
            if number in (200, 2000):
                print(resident())
        print(failed)
        """
    after_200, after_2000, failed = run_alone(script, seconds=60)

    assert 2000 == failed
    assert after_2000 - after_200 < 8


@pytest.mark.slow
def test_plans_give_their_memory_back() -> None:
    """Twenty plans compiled, used and closed need the memory of five."""
    script = """
        for number in range(1, 21):
            plan = shipped_plan("III")
            chaining = ForwardChaining(plan)
            chaining.infer(town(plan))
            chaining.close()
            if number in (5, 20):
                print(resident())
        """
    after_5, after_20 = run_alone(script, seconds=120)

    assert after_20 - after_5 < 12


@pytest.mark.parametrize("criteria", [1, 5, 120])
def test_a_law_of_six_hundred_standards(criteria: int) -> None:
    """A law ten times as large as any, in however many criteria, is judged, and as the definition has it.

    At 512 conditions on one property durable_rules would loop for ever.
    """
    script = f"""
        rows = [
            standard(random.randint(0, 500), random.randint(500, 1000), (1000, 2000), identifier=f"s{{n}}",
                     domain=(0, 1000), mandatory_in="points" if n % 7 == 0 else None)
            for n in range(600)
        ]
        size = 600 // {criteria}
        parts = [rows[n:n + size] for n in range(0, 600, size)]
        plan = plan_of(*parts, needs=[1000 * size] * {criteria}, pass_mark=600_000)
        chaining = ForwardChaining(plan)
        wrong = 0
        for _ in range(5):
            intervals = town(plan)
            wrong += chaining.infer(intervals)[0] != judge(plan, intervals)
        print(len(plan.standards), wrong)
        """
    assert [600, 0] == run_alone(script, seconds=60)


def test_two_plans_live_side_by_side() -> None:
    """Plans compiled at the same time do not disturb each other, nor does closing one of them."""
    script = """
        plans = [shipped_plan(target) for target in ("II", "III", "IV")]
        chained = [ForwardChaining(plan) for plan in plans]
        wrong = 0
        for closing in chained:
            for plan, chaining in zip(plans, chained):
                if chaining is not None:
                    intervals = town(plan)
                    wrong += chaining.infer(intervals)[0] != judge(plan, intervals)
            closing.close()
            chained[chained.index(closing)] = None
        print(wrong)
        """
    assert [0] == run_alone(script, seconds=60)
