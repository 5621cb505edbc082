"""Shared Hypothesis strategies: indicators, sound rulebooks, towns, and what may be known of them.

They are meant to grow. A new mechanism of a law becomes

- a generator of its own beside `_reductions`, `_exemptions`, `_moved_points`, …, named in `_MECHANISMS`, where it is an
  action of a rule; else something drawn in `rulebooks`;
- where it can be unknown, a case in `completed` (what it might turn out to be) and, where it has a basis, one in
  `without_unverified` (what is left of it when the unverified counts as unknown).

The laws of ``tests/classifier/test_laws.py`` and the comparison of the engines then cover it without further ado.
Numbers are drawn where engines go wrong: exactly on levels and one step beside them, at the ends of domains, with
points that are no multiples of the rounding step.
"""

import datetime
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from hypothesis import strategies as st

from classifier.plan.applied_rules import AppliedRules, applied_rules
from classifier.plan.compiler import compile_plan
from classifier.plan.completions import undecided_rules
from classifier.plan.plan import Intervals, Plan
from criteria.bilingual import BilingualText
from criteria.condition import AllOf, AnyOf, Condition, FieldWords, Holds, field_words, fields_of, known_words
from criteria.indicator import Grade, Indicator, Indicators
from criteria.law import Law, Reading, Type
from criteria.municipality import ALONE, TYPES, Municipality, Surroundings
from criteria.quantity import NOT_APPLICABLE, UNKNOWN, Claim, Form, Interval, Quantity, Written
from criteria.rule import (
    Action,
    Exempt,
    Grant,
    LowerPassMark,
    NotApplicable,
    NotCounted,
    ReduceMinimum,
    ReplaceLevels,
    Rule,
    ScalePoints,
    ScaleSteps,
    SetPoints,
    SetRequired,
)
from criteria.rulebook import Rulebook
from criteria.standard import (
    ONE_POINT,
    UNVERIFIED,
    Criterion,
    Known,
    Level,
    Mandatory,
    Points,
    Standard,
    Steps,
    added_up,
)
from criteria.stated import UNSTATED, Stated, only
from criteria.sureness import NO_DEMAND, VERIFIED
from criteria.vocabulary import Kind, Vocabulary

NAME = BilingualText("tên", "name")
CITATION = "Điều 1"
AS_OF = datetime.date(2024, 6, 30)
ALL_OF_IT = 10**6
"""The denominator of the shares to which minima are reduced, as the loader writes them."""

VOCABULARY = Vocabulary(
    kinds={
        "town": Kind("town", NAME, until=datetime.date(2030, 6, 30)),
        "city": Kind("city", NAME),
        "ward": Kind("ward", NAME),
    },
    regions={"plain": NAME, "hills": NAME, "delta": NAME},
    attributes={"island": NAME, "coastal": NAME, "mountain": NAME, "heritage": NAME},
    formations={"one-unit": NAME, "special-need": NAME, "ordinary": NAME},
)

BASES = ("signed-off", "two-sources", UNVERIFIED, UNVERIFIED)
bases = st.sampled_from(BASES)


# --- indicators ---


_SHAPES = tuple(itertools.product((True, False), (0, 1, 2, 3), (0, 0, -1000, 17)))
"""Better higher or lower; decimals; the lowest value."""
_shapes = st.sampled_from(_SHAPES)
_forms = st.sampled_from([None, None, None, None, 2, 3, 5])
"""The number of grades; None for a numeric indicator."""


@st.composite
def numeric_indicators(draw: st.DrawFn, identifier: str = "measured", widest: int = 10**6) -> Indicator:
    """A fixed-point number, better higher or lower; domains may lie below zero. ``widest``: the most values it has."""
    higher_is_better, decimals, lowest = draw(_shapes)
    highest = lowest + draw(st.integers(1, widest - 1))
    return Indicator(identifier, NAME, NAME, decimals, higher_is_better, Interval(lowest, highest))


@st.composite
def indicators(draw: st.DrawFn, identifier: str = "measured", widest: int = 10**6) -> Indicator:
    """Any indicator: a number, or a ladder of grades, worst first."""
    rungs = draw(_forms)
    if rungs is None:
        return draw(numeric_indicators(identifier, widest))
    grades = tuple(Grade(f"grade-{rung}", NAME) for rung in range(rungs))
    return Indicator(identifier, NAME, None, 0, True, Interval(0, rungs - 1), grades)


def values(indicator: Indicator, landmarks: Sequence[int] = ()) -> st.SearchStrategy[int]:
    """A value of the indicator, often exactly on a landmark or one step beside it."""
    domain = indicator.domain
    near = {at + step for at in (*landmarks, domain.lower, domain.upper) for step in (-1, 0, 1)}
    return st.sampled_from(sorted(value for value in near if domain.lower <= value <= domain.upper)) | st.integers(
        domain.lower, domain.upper
    )


# --- quantities ---


@st.composite
def quantities(
    draw: st.DrawFn, indicator: Indicator, landmarks: Sequence[int] = (), may_not_apply: bool = True
) -> Quantity:
    """What may be known of an indicator: an exact value, a bound, a range, nothing, or that it does not apply."""
    forms = ["exact", "exact", "at-least", "at-most", "range", "unknown"] + ["not-applicable"] * may_not_apply
    form = draw(st.sampled_from(forms))
    if form == "not-applicable":
        return NOT_APPLICABLE
    if form == "unknown":
        return UNKNOWN
    first = draw(values(indicator, landmarks))
    if form == "range":
        second = draw(values(indicator, landmarks))
        return Quantity(min(first, second), max(first, second))
    if form == "at-least":
        return Quantity(lower=first)
    return Quantity(upper=first) if form == "at-most" else Quantity(first, first)


@st.composite
def quantities_as_written(
    draw: st.DrawFn, indicator: Indicator, types: Sequence[str], landmarks: Sequence[int] = ()
) -> Quantity:
    """What may be written of an indicator besides: strict bounds, more decimals, claims; or any other quantity."""
    form = draw(st.sampled_from(["between", "between", "below", "above", "claim", "claim", "other"]))
    if form == "claim":
        return Quantity(claim=Claim(draw(st.sampled_from(types)), draw(st.booleans())))
    least, most = indicator.domain.lower, indicator.domain.upper
    at = draw(values(indicator, landmarks))
    if indicator.is_graded or form == "other" or least == most:
        return draw(quantities(indicator, landmarks))
    if form == "between":
        at = draw(st.sampled_from([max(at - 1, least), min(at, most - 1)]))
        return Quantity(at, at + 1, written=Written(Form.EXACT, (at + Fraction(1, 3),)))
    if form == "below":
        at = max(at, least + 1)
        return Quantity(upper=at - 1, written=Written(Form.BELOW, (at,)))
    at = min(at, most - 1)
    return Quantity(lower=at + 1, written=Written(Form.ABOVE, (at,)))


def exact_within(
    indicator: Indicator, quantity: Quantity, landmarks: Sequence[int] = ()
) -> st.SearchStrategy[Quantity]:
    """Draw a completion of what is known: an exact value that it allows, or not applicable."""
    if not quantity.applies:
        return st.just(quantity)
    interval = quantity.within(indicator.domain)
    inside = values(replace(indicator, domain=interval), [at for at in landmarks if interval.lower <= at])
    return inside.map(lambda value: Quantity(value, value))


@st.composite
def narrower(draw: st.DrawFn, indicator: Indicator, quantity: Quantity, landmarks: Sequence[int] = ()) -> Quantity:
    """What may be known after more was measured: part of what the quantity allows."""
    if not quantity.applies:
        return quantity
    within = exact_within(indicator, quantity, landmarks)
    first, second = draw(within).lower, draw(within).lower
    assert first is not None
    assert second is not None
    return Quantity(min(first, second), max(first, second))


@st.composite
def better(draw: st.DrawFn, indicator: Indicator, quantity: Quantity) -> Quantity:
    """The same knowledge of a better (or equally good) town: no end of it is worse."""
    if not quantity.applies:
        return quantity
    within, domain = quantity.within(indicator.domain), indicator.domain
    if indicator.higher_is_better:
        lower = draw(st.integers(within.lower, domain.upper))
        return Quantity(lower, draw(st.integers(max(lower, within.upper), domain.upper)))
    upper = draw(st.integers(domain.lower, within.upper))
    return Quantity(draw(st.integers(domain.lower, min(upper, within.lower))), upper)


def best(indicator: Indicator, quantity: Quantity) -> Quantity:
    """Return the best completion of what is known."""
    if not quantity.applies:
        return quantity
    within = quantity.within(indicator.domain)
    value = within.upper if indicator.higher_is_better else within.lower
    return Quantity(value, value)


def worst(indicator: Indicator, quantity: Quantity) -> Quantity:
    """Return the worst completion of what is known."""
    return best(replace(indicator, higher_is_better=not indicator.higher_is_better), quantity)


# --- levels ---


@st.composite
def levels(
    draw: st.DrawFn, indicator: Indicator, types: Sequence[str], may_be_null: bool = True
) -> Mapping[str, Level]:
    """Sound levels for types from the highest to the lowest: none crosses, no type is laxer than a lower one."""
    sign = 1 if indicator.higher_is_better else -1
    domain = indicator.domain if indicator.higher_is_better else indicator.domain.mirrored()
    ladder = st.lists(st.integers(domain.lower, domain.upper), min_size=len(types), max_size=len(types))
    minima, maxima = (sorted(draw(ladder), reverse=True) for _ in range(2))
    coincide = draw(_coincide)
    found = {}
    for identifier, minimum, maximum in zip(types, minima, maxima, strict=True):
        ends = (sign * minimum, sign * (minimum if coincide else max(minimum, maximum)))
        known = draw(_knowledge if may_be_null else _full_knowledge)
        found[identifier] = Level(
            *(None if basis is None else Known(end, basis) for end, basis in zip(ends, known, strict=True))
        )
    return found


_coincide = st.sampled_from([False, False, False, True])
_full_knowledge = st.tuples(bases, bases)
_knowledge = st.one_of(
    _full_knowledge, _full_knowledge, st.tuples(bases, st.none()), st.tuples(st.none(), bases), st.just((None, None))
)
"""The bases of both ends of a level; None if the end is unknown."""

_eighths = st.integers(0, 24).map(lambda eighths: 1250 * eighths)
_ten_thousandths = st.integers(0, 40_000)
_point_ends = st.one_of(*[st.tuples(_eighths, _eighths)] * 4, st.tuples(_ten_thousandths, _ten_thousandths))


@st.composite
def points(draw: st.DrawFn) -> tuple[int, int]:
    """Points at the minimum and at the maximum level: eighths such as 1.125, seldom anything else."""
    ends = draw(_point_ends)
    return min(ends), max(ends)


@dataclass(frozen=True)
class _Stepped:
    """Steps of an indicator: one level for all types, the points that they reach, and the steps themselves."""

    level: Level
    points: tuple[int, int]
    steps: Steps


_step_counts = st.tuples(st.integers(1, 7), st.sampled_from([0, 1, 2, 3, 8]))
"""The width of a step, and how many there are up to the cap."""


@st.composite
def _stepped(draw: st.DrawFn, indicator: Indicator) -> _Stepped:
    """Points in steps or brackets, as `criteria.rule_files.steps` builds them; the cap may be unreachable."""
    sign = 1 if indicator.higher_is_better else -1
    domain = indicator.domain if indicator.higher_is_better else indicator.domain.mirrored()
    start = draw(st.integers(domain.lower, domain.upper))
    at = draw(st.integers(start, domain.upper))
    (each, count), base, basis = draw(_step_counts), draw(_eighths), draw(bases)
    form = draw(st.sampled_from(["brackets", "from-a-start", "any-value", "any-value"]))
    if form == "brackets":
        above = at + 1
        level = Level(Known(sign * start, basis), Known(sign * above, basis))
        return _Stepped(level, (base, base + 2500 * count), Steps(sign * start, above - start, only_whole=True))
    level = Level(Known(sign * at, basis), Known(sign * (at + each * count), basis))
    begins = sign * start if form == "from-a-start" else None
    return _Stepped(level, (base, base + 2500 * count), Steps(begins, each))


# --- conditions ---


WORDS: Mapping[str, frozenset[str]] = {
    field: frozenset({"somewhere", "elsewhere"}) if known is None else known
    for field, known in sorted(known_words(VOCABULARY).items())
}
"""The words that conditions ask about, by field; where any word is allowed, two."""

_LEAVES = tuple(
    Holds(field, frozenset(words), negated)
    for field, known in WORDS.items()
    for several in (1, 2, 3)
    for words in itertools.combinations(sorted(known), several)
    for negated in (False, True)
)
_leaves = st.sampled_from(_LEAVES)


def _nested(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.builds(AllOf, several) | st.builds(AnyOf, several)


conditions: st.SearchStrategy[Condition] = st.one_of(_leaves, _leaves, st.recursive(_leaves, _nested, max_leaves=6))
"""A condition over the vocabulary, sometimes nested. Very long ones have tests in ``test_applicability``."""


def words_of_field(field: str) -> st.SearchStrategy[Stated]:
    """What may be known of a field: one word; of attributes, any of them."""
    known = sorted(WORDS[field])
    if field.endswith(".attributes"):
        return st.frozensets(st.sampled_from(known)).map(lambda words: only(*words))
    return st.sampled_from([only(word) for word in known])


@st.composite
def stated_attributes(draw: st.DrawFn) -> Stated:
    """What may be stated of attributes: each applies, does not, or is unknown; or nothing but some applies."""
    tags = sorted(VOCABULARY.attributes)
    there = draw(st.frozensets(st.sampled_from(tags)))
    denied = draw(st.frozensets(st.sampled_from(tags))) - there
    return Stated(there, denied, draw(st.booleans()))


def words_of_fields() -> st.SearchStrategy[FieldWords]:
    """What is known of every field of conditions; each of them may be unknown, the attributes too."""
    return st.fixed_dictionaries({field: st.just(UNSTATED) | words_of_field(field) for field in WORDS})


# --- rulebooks ---


@dataclass(frozen=True)
class _Draft:
    """The part of a law that its rules beside the tables can speak of."""

    types: tuple[Type, ...]
    indicators: Indicators
    criteria: tuple[Criterion, ...]
    levels_may_be_null: bool
    movable: tuple[Criterion, ...]
    """Return the criteria whose points no rule has moved yet: rules applied together must not lose points."""
    points: int = 0
    """How many there are in all."""

    @property
    def standards(self) -> tuple[Standard, ...]:
        return tuple(standard for criterion in self.criteria for standard in criterion.standards)


_shares = (st.sampled_from([0, 200_000, 500_000, 700_000, ALL_OF_IT]) | st.integers(1, ALL_OF_IT)).map(
    lambda numerator: (numerator, ALL_OF_IT)
)


@st.composite
def _touched(draw: st.DrawFn, draft: _Draft) -> tuple[str, ...]:
    """Some standards of a law."""
    found = draw(st.lists(st.sampled_from(draft.standards), min_size=1, max_size=4, unique_by=lambda s: s.id))
    return tuple(standard.id for standard in found)


@st.composite
def _reductions(draw: st.DrawFn, draft: _Draft) -> list[Action]:
    percent = draw(st.none() | _shares if draft.levels_may_be_null else _shares)
    touched = draw(_touched(draft))
    works = [s.id for s in draft.standards if s.id in touched and draft.indicators[s.indicator].higher_is_better]
    return [ReduceMinimum(touched, percent, tuple(works if draw(_seldom) else ()))]


_seldom = st.sampled_from([False, False, False, True])
_sometimes = st.sampled_from([False, False, True])


@st.composite
def _exemptions(draw: st.DrawFn, draft: _Draft) -> list[Action]:
    return [Exempt(draw(_touched(draft)), is_known=not draft.levels_may_be_null or draw(st.booleans()))]


@st.composite
def _required_counts(draw: st.DrawFn, draft: _Draft) -> list[Action]:
    """For a type that counts its standards, another count is required."""
    identifier = draw(st.sampled_from([known.id for known in draft.types if known.required is not None]))
    standards = sum(len(criterion.standards) for criterion in draft.criteria if identifier in criterion.types)
    return [SetRequired(identifier, draw(st.integers(0, standards)))]


@st.composite
def _moved_points(draw: st.DrawFn, draft: _Draft) -> list[Action]:
    """Some standards of a criterion do not apply; another one carries their points."""
    divisible = [criterion for criterion in draft.movable if len(criterion.standards) > 1]
    if not divisible:
        return []
    standards = draw(st.permutations(draw(st.sampled_from(divisible)).standards))
    heir, *others = standards
    gone = others[: draw(st.integers(1, len(others)))]
    minimum, maximum = (sum(end(s) for s in (heir, *gone)) for end in _POINT_ENDS)
    return [NotApplicable(tuple(s.id for s in gone)), SetPoints(heir.id, minimum, maximum)]


_POINT_ENDS: tuple[Callable[[Standard], int], ...] = (
    lambda standard: standard.points.minimum.value,
    lambda standard: standard.points.maximum.value,
)


@st.composite
def _scaled_points(draw: st.DrawFn, draft: _Draft) -> list[Action]:
    """The points of some standards of a criterion are multiplied; another one makes up for the difference."""
    numerator, denominator = draw(st.sampled_from([(1, 1), (1, 2), (2, 1), (60, 48), (4, 5), (0, 1)]))
    if not draft.movable:
        return []
    standards = draw(st.permutations(draw(st.sampled_from(draft.movable)).standards))
    heir, *others = standards
    scaled = [s for s in others if not any(end(s) * numerator % denominator for end in _POINT_ENDS)]
    if not scaled:
        return [ScalePoints((heir.id,), 1, 1)]
    minimum, maximum = (
        end(heir) + sum(end(s) - end(s) * numerator // denominator for s in scaled) for end in _POINT_ENDS
    )
    if not 0 <= minimum <= maximum:
        return [ScalePoints(tuple(s.id for s in scaled), 1, 1)]
    return [ScalePoints(tuple(s.id for s in scaled), numerator, denominator), SetPoints(heir.id, minimum, maximum)]


@st.composite
def _replaced_levels(draw: st.DrawFn, draft: _Draft) -> list[Action]:
    plain = [standard for standard in draft.standards if standard.steps is None]
    if not plain:
        return []
    standard = draw(st.sampled_from(plain))
    chosen = draw(st.sets(st.sampled_from(sorted(standard.levels)), min_size=1))
    types = [identifier for identifier in standard.levels if identifier in chosen]
    indicator = draft.indicators[standard.indicator]
    return [ReplaceLevels(standard.id, draw(levels(indicator, types, draft.levels_may_be_null)))]


@st.composite
def _lost_points(draw: st.DrawFn, draft: _Draft) -> list[Action]:
    """Some standards are not counted, of criteria that ask no minimum."""
    free = [s for c in draft.criteria if not c.asks_minimum for s in c.standards]
    if not free:
        return []
    lost = draw(st.lists(st.sampled_from(free), min_size=1, max_size=3, unique_by=lambda s: s.id))
    return [NotCounted(tuple(standard.id for standard in lost))]


@st.composite
def _lowered_pass_marks(draw: st.DrawFn, draft: _Draft) -> list[Action]:
    return [LowerPassMark(draw(st.integers(0, draft.points)))]


@st.composite
def _scaled_steps(draw: st.DrawFn, draft: _Draft) -> list[Action]:
    stepped = [s.id for s in draft.standards if s.steps is not None and not s.steps.only_whole]
    if not stepped:
        return []
    share = _shares.filter(lambda share: share[0] > 0)
    touched = draw(st.sets(st.sampled_from(stepped), min_size=1))
    percent = draw(st.none() | share if draft.levels_may_be_null else share)
    return [ScaleSteps(tuple(sorted(touched)), percent, draw(st.booleans()))]


@st.composite
def _grants(draw: st.DrawFn, draft: _Draft) -> list[Action]:
    return [Grant(draw(_touched(draft)))]


_MECHANISMS = (
    _reductions,
    _reductions,
    _exemptions,
    _moved_points,
    _scaled_points,
    _replaced_levels,
    _lost_points,
    _lowered_pass_marks,
    _grants,
)


@st.composite
def _rules(draw: st.DrawFn, draft: _Draft, most: int) -> tuple[Rule, ...]:
    counts = any(known.required is not None for known in draft.types)
    has_steps = any(standard.steps is not None for standard in draft.standards)
    either = st.sampled_from((*_MECHANISMS, *[_required_counts] * 4 * counts, *[_scaled_steps] * 6 * has_steps))
    rules = []
    for place in range(draw(st.integers(0, most))):
        mechanisms = draw(st.lists(either, min_size=1, max_size=2, unique=True))
        actions = [action for mechanism in mechanisms for action in draw(mechanism(draft))]
        moved = {name for action in actions for name in _standards_with_points_of(action)}
        if not actions or sum(isinstance(action, (NotApplicable, ScalePoints)) for action in actions) > 1:
            actions = draw(_reductions(draft))  # two moves of points in one rule would be sound only by chance
        else:
            movable = tuple(c for c in draft.movable if not moved & {standard.id for standard in c.standards})
            draft = replace(draft, movable=movable)
        rules.append(
            Rule(
                id=f"rule-{place}",
                name=NAME,
                when=draw(conditions),
                then=tuple(actions),
                citation=CITATION,
                basis=draw(bases),
            )
        )
    return tuple(rules)


def _standards_with_points_of(action: Action) -> tuple[str, ...]:
    """The standards whose points an action touches."""
    match action:
        case NotApplicable(standards) | ScalePoints(standards):
            return standards
        case SetPoints(standard):
            return (standard,)
        case _:
            return ()


_rounding_steps = st.sampled_from([100, 100, 100, 1, 1000, 10_000, 7])


@st.composite
def rulebooks(
    draw: st.DrawFn,
    most_criteria: int = 3,
    most_standards: int = 4,
    most_rules: int = 4,
    widest: int = 10**6,
    levels_may_be_null: bool = True,
) -> Rulebook:
    """A sound rulebook: types, criteria with standards, levels that may be null, readings, and rules beside the tables.

    Args:
        most_standards: of one criterion.
        widest: the most values that an indicator has; small where a test tries them all.
        levels_may_be_null: False: every level and every reduction is known.
    """
    basis = draw(bases)  # of points, minima, pass marks and the rounding step
    types = draw(_types(basis))
    readings = tuple(
        Reading(name, NAME, place == 0, draw(bases), CITATION, NAME, is_above_zero=name == "loose")
        for place, name in enumerate(("points", "strict", "loose")[: draw(st.integers(1, 3))])
    )
    mandatories = st.sampled_from([None, *(Mandatory(reading.id) for reading in readings)])
    by_points = tuple(known.id for known in types if not known.is_designated and known.required is None)
    counting = tuple(known.id for known in types if known.required is not None)
    catalogue: dict[str, Indicator] = {}

    def standard(number: int, place: int, is_counted: bool, alternatives: int = 0) -> Standard:
        identifier = f"measured-{number}-{place}"
        if catalogue and draw(st.integers(0, 5)) == 5:
            identifier = draw(st.sampled_from(sorted(catalogue)))  # two standards may ask for one indicator
        else:
            catalogue[identifier] = draw(indicators(identifier, widest))
        indicator, steps = catalogue[identifier], None
        if not is_counted and not indicator.is_graded and draw(_sometimes):
            stepped = draw(_stepped(indicator))
            (least, most), steps = stepped.points, stepped.steps
            told: Mapping[str, Level] = dict.fromkeys(by_points, stepped.level)
        else:
            least, most = (ONE_POINT, ONE_POINT) if is_counted else draw(points())
            told = draw(levels(indicator, counting if is_counted else by_points, levels_may_be_null))
        return Standard(
            id=f"standard-{number}-{place}",
            code=f"{number}.{place}",
            criterion=str(number),
            group=None,
            name=NAME,
            indicator=identifier,
            citation=CITATION,
            points=Points(Known(least, basis), Known(most, basis)),
            levels={name: Level(level.minimum, level.minimum) for name, level in told.items()} if is_counted else told,
            mandatory=None if is_counted else draw(mandatories),
            steps=steps,
            alternative="either" if place <= alternatives else None,
        )

    def criterion(number: int, is_counted: bool) -> Criterion:
        places = range(1, draw(st.integers(1, most_standards)) + 1)
        alternatives = 0 if is_counted else draw(_alternatives)
        standards = tuple(standard(number, place, is_counted, alternatives) for place in places)
        least, most = (added_up((known.alternative, end(known)) for known in standards) for end in _POINT_ENDS)
        asks_minimum = is_counted or not draw(_seldom)
        if is_counted:
            least = draw(st.integers(0, len(standards))) * ONE_POINT
        frame = Points(Known(least if asks_minimum else 0, basis), Known(most, basis))
        types = counting if is_counted else by_points
        return Criterion(
            str(number), NAME, CITATION, frame, (), standards, types, is_counted, asks_minimum=asks_minimum
        )

    def for_other_kinds(criterion: Criterion, kinds: tuple[str, ...]) -> Criterion:
        """A criterion of one standard that is worth as much."""
        only = standard(int(criterion.id), 0, is_counted=False)
        points = Points(Known(criterion.points.minimum.value, basis), criterion.points.maximum)
        return replace(criterion, standards=(replace(only, points=points),), kinds=kinds)

    scored = [criterion(number, is_counted=False) for number in range(1, draw(st.integers(1, most_criteria)) + 1)]
    counted = [criterion(number + len(scored), is_counted=True) for number in range(1, 3 if counting else 1)]
    least = sum(known.points.minimum.value for known in scored)
    most = sum(known.points.maximum.value for known in scored)
    if kinds := draw(_kinds):
        others = tuple(kind for kind in VOCABULARY.kinds if kind not in kinds)
        scored = [*scored[:-1], replace(scored[-1], kinds=kinds), for_other_kinds(scored[-1], others)]
    if draw(_seldom):
        own = Known(draw(st.integers(0, most)), basis)
        types = tuple(replace(known, pass_mark=own if known.id in by_points else None) for known in types)
    law = Law(
        id="random-law",
        family="random",
        document=NAME,
        title=NAME,
        in_force_from=datetime.date(2020, 1, 1),
        in_force_until=None,
        types=types,
        points_maximum=Known(most, basis),
        pass_mark=Known(draw(st.just(least) | st.integers(0, most)), basis),
        rounding_step=Known(draw(_rounding_steps), basis),
        points_citation=CITATION,
        readings=readings,
        whole_steps=draw(st.booleans()),
    )
    # Points are moved between standards of which each adds its own; of alternatives only one does.
    movable = tuple(known for known in scored if not any(member.alternative for member in known.standards))
    draft = _Draft(types, catalogue, (*scored, *counted), levels_may_be_null, movable, most)
    return Rulebook(law, draft.criteria, draw(_rules(draft, most_rules)), catalogue, VOCABULARY, "0" * 64)


_alternatives = st.sampled_from([0, 0, 0, 2, 3])
"""How many standards of a criterion are alternatives."""

_kinds = st.sampled_from([(), (), (), (), ("town",), ("city", "ward")])
"""The kinds to which the last criterion applies; none for all."""


@st.composite
def _types(draw: st.DrawFn, basis: str) -> tuple[Type, ...]:
    """One to three types; the highest may be conferred or count its standards, the lowest is assessed by points."""
    names = TYPES[: draw(st.integers(1, 3))]
    higher = draw(st.sampled_from([(False, None), (False, None), (False, 2), (True, None)]))
    return tuple(
        Type(
            name, NAME, CITATION, is_designated=is_designated, required=required and Known(required * ONE_POINT, basis)
        )
        for name, (is_designated, required) in zip(names, [*[higher] * (len(names) - 1), (False, None)], strict=True)
    )


def landmarks(rulebook: Rulebook, indicator: str) -> list[int]:
    """The values of an indicator at which scores turn: every level of it, also reduced."""
    shares = {
        action.percent[0]
        for rule in rulebook.rules
        for action in rule.then
        if isinstance(action, (ReduceMinimum, ScaleSteps)) and action.percent and action.percent[0]
    }
    found = _ends_of_steps(rulebook, indicator)
    for level in _levels_of(rulebook, indicator):
        for end in (level.minimum, level.maximum):
            if end is not None:
                found |= {end.value, *(end.value * share // ALL_OF_IT for share in shares)}
                found |= {end.value * ALL_OF_IT // share for share in shares}
    return sorted(found)


def _ends_of_steps(rulebook: Rulebook, indicator: str) -> set[int]:
    """Where steps begin, and where the first of them end."""
    sign = 1 if rulebook.indicators[indicator].higher_is_better else -1
    found = set()
    for standard in rulebook.standards:
        if standard.indicator == indicator and standard.steps is not None:
            found |= {standard.steps.start} - {None}
            ends = {level.minimum.value for level in standard.levels.values() if level.minimum}
            found |= {end + sign * count * standard.steps.each for end in ends for count in (1, 2)}
    return found


def _levels_of(rulebook: Rulebook, indicator: str) -> Iterator[Level]:
    names = {standard.id for standard in rulebook.standards if standard.indicator == indicator}
    for standard in rulebook.standards:
        if standard.id in names:
            yield from standard.levels.values()
    for rule in rulebook.rules:
        for action in rule.then:
            if isinstance(action, ReplaceLevels) and action.standard in names:
                yield from action.levels.values()


# --- a town before the law ---


@dataclass(frozen=True)
class Situation:
    """A law, the type asked for, a town, what it is part of, and what is known of it by indicator."""

    rulebook: Rulebook
    target: str
    municipality: Municipality
    quantities: Mapping[str, Quantity]
    whole: Municipality | None = None

    @property
    def surroundings(self) -> Surroundings:
        """What the town belongs to."""
        return Surroundings((self.whole,)) if self.whole else ALONE

    @cached_property
    def words(self) -> FieldWords:
        """The field words of the town."""
        return field_words(self.municipality, self.whole)

    @cached_property
    def held(self) -> AppliedRules:
        """The rules that hold for the town."""
        return applied_rules(self.rulebook, self.words)

    @property
    def missing(self) -> tuple[str, ...]:
        """What must be known of the town before it can be judged by one plan."""
        undecided = undecided_rules(self.rulebook, self.target, self.words, self.held)
        asked = {field for rule in self.rulebook.rules if rule.id in undecided for field in fields_of(rule.when)}
        return tuple(field for field in sorted(asked) if self.words.get(field, UNSTATED) == UNSTATED)

    @property
    def untold(self) -> tuple[str, ...]:
        """The fields that are unknown."""
        return tuple(field for field, words in self.words.items() if words == UNSTATED)

    @property
    def standards(self) -> tuple[Standard, ...]:
        """What the law asks of the type, and of the kind of municipality."""
        return self.rulebook.for_type(self.target, self.municipality.kind).standards

    def plan(self, verified_only: bool = False) -> Plan:
        """The plan for the town."""
        demand = VERIFIED if verified_only else NO_DEMAND
        return compile_plan(self.rulebook, self.target, self.held, demand, self.municipality.kind)

    def intervals(self, plan: Plan) -> Intervals:
        """Where the values lie, as the engines want it."""
        return {standard.id: standard.interval(self.quantities[standard.indicator]) for standard in plan.standards}

    def with_quantities(self, quantities: Mapping[str, Quantity]) -> "Situation":
        """Return the same town with this known as well."""
        return replace(self, quantities={**self.quantities, **quantities})


_FIELDS: Mapping[str, tuple[str, Sequence[str | bool]]] = {
    "municipality.region": ("region", sorted(VOCABULARY.regions)),
    "municipality.current_type": ("current_type", TYPES),
    "municipality.inner_area": ("inner_area", (True, False)),
    "municipality.outer_area": ("outer_area", (True, False)),
    "municipality.formation": ("formation", sorted(VOCABULARY.formations)),
    "municipality.budget_level": ("budget_level", (True, False)),
    "municipality.has_commune_units": ("has_commune_units", (True, False)),
}
"""The fields of conditions that may be unknown: the attribute of a municipality, and what it may be."""


@st.composite
def _told(draw: st.DrawFn, case: Situation, fields: Sequence[str]) -> Situation:
    told = {name: draw(st.sampled_from(known)) for name, known in (_FIELDS[f] for f in fields if f in _FIELDS)}
    whole = case.whole
    if "part_of.current_type" in fields or "part_of.kind" in fields:
        kind, current_type = draw(st.sampled_from(sorted(VOCABULARY.kinds))), draw(st.sampled_from(TYPES))
        whole = Municipality("whole", "Whole", kind, current_type=current_type)
    return replace(case, municipality=replace(case.municipality, **told), whole=whole)


def told_everything(case: Situation) -> st.SearchStrategy[Situation]:
    """A completion of a town: what was unknown of it, and of what it belongs to, is stated."""
    return _told(case, case.untold)


def assessed_types(rulebook: Rulebook) -> list[str]:
    """The types of a law that are assessed, not conferred."""
    return [known.id for known in rulebook.law.assessed_types]


@st.composite
def situations(
    draw: st.DrawFn, books: st.SearchStrategy[Rulebook] | None = None, may_not_apply: bool = True
) -> Situation:
    """Draw a law, one of its types, a town, and what is known of the town.

    What does not decide which standards apply may be unknown.
    """
    rulebook = draw(books if books is not None else rulebooks())
    municipality = Municipality(
        id=draw(st.sampled_from(("a", "b"))),
        name="Somewhere",
        kind=draw(st.sampled_from(sorted(VOCABULARY.kinds))),
        attributes=only(*draw(st.frozensets(st.sampled_from(sorted(VOCABULARY.attributes))))),
    )
    known = {
        identifier: draw(quantities(indicator, landmarks(rulebook, identifier), may_not_apply))
        for identifier, indicator in rulebook.indicators.items()
    }
    case = Situation(rulebook, draw(st.sampled_from(assessed_types(rulebook))), municipality, known)
    case = draw(_told(case, draw(_some_fields)))
    while missing := case.missing:
        case = draw(_told(case, missing))
    return case


_some_fields = st.lists(st.sampled_from([*_FIELDS, "part_of.current_type", "part_of.kind"]), unique=True)


def small_laws(**limits: bool) -> st.SearchStrategy[Rulebook]:
    """Laws so small that every value of every indicator can be tried."""
    return rulebooks(most_criteria=2, most_standards=2, most_rules=2, widest=6, **limits)


@st.composite
def laws_with_a_choice(draw: st.DrawFn) -> Rulebook:
    """A small law with a reading by which a municipality uses one of several alternatives; some rules are in none."""
    books = rulebooks(most_criteria=2, most_standards=2, most_rules=4, widest=6)
    rulebook = draw(books.filter(lambda known: len(known.rules) > 1))
    first, second, *others = draw(st.permutations([rule.id for rule in rulebook.rules]))
    alternatives = [[first], [second]]
    for other in others:
        match draw(st.sampled_from(["of the first", "of the second", "alone", "in none"])):
            case "of the first":
                alternatives[0].append(other)
            case "of the second":
                alternatives[1].append(other)
            case "alone":
                alternatives.append([other])
            case _:
                pass
    one_of = tuple(tuple(rules) for rules in alternatives)
    reading = Reading("one-factor", NAME, False, draw(bases), CITATION, NAME, one_of=one_of)
    return replace(rulebook, law=replace(rulebook.law, readings=(*rulebook.law.readings, reading)))


# --- what the unknown may turn out to be ---


@st.composite
def _completed_level(draw: st.DrawFn, level: Level, indicator: Indicator) -> Level:
    sign = 1 if indicator.higher_is_better else -1
    domain = indicator.domain if indicator.higher_is_better else indicator.domain.mirrored()
    minimum = sign * level.minimum.value if level.minimum else None
    maximum = sign * level.maximum.value if level.maximum else None
    if minimum is None:
        minimum = draw(st.integers(domain.lower, domain.upper if maximum is None else maximum))
    if maximum is None:
        maximum = draw(st.integers(minimum, domain.upper))
    return Level(
        level.minimum or Known(sign * minimum, "signed-off"), level.maximum or Known(sign * maximum, "signed-off")
    )


@st.composite
def completed(draw: st.DrawFn, rulebook: Rulebook) -> Rulebook:
    """What a law may turn out to say where it is silent: levels and reductions that were not known are known."""
    indicator_of = {standard.id: rulebook.indicators[standard.indicator] for standard in rulebook.standards}

    def levels_told(standard: str, known: Mapping[str, Level]) -> Mapping[str, Level]:
        return {name: draw(_completed_level(level, indicator_of[standard])) for name, level in known.items()}

    def action_told(action: Action) -> Action:
        if isinstance(action, ReplaceLevels):
            return replace(action, levels=levels_told(action.standard, action.levels))
        if isinstance(action, ReduceMinimum) and action.percent is None:
            return replace(action, percent=(draw(st.integers(1, ALL_OF_IT)), ALL_OF_IT))
        if isinstance(action, ScaleSteps) and action.percent is None:
            return replace(action, percent=(draw(st.integers(1, ALL_OF_IT)), ALL_OF_IT))
        if isinstance(action, Exempt) and not action.is_known:
            return Exempt(tuple(known for known in action.standards if draw(st.booleans())))
        return action

    return _rewritten(
        rulebook,
        lambda standard: replace(standard, levels=levels_told(standard.id, standard.levels)),
        lambda rule: replace(rule, then=tuple(action_told(action) for action in rule.then)),
    )


def without_unverified(rulebook: Rulebook) -> Rulebook:
    """The law as if every level and every adjustment with basis ``unverified`` had never been written down."""

    def kept(level: Level) -> Level:
        ends = (None if end is None or end.basis == UNVERIFIED else end for end in (level.minimum, level.maximum))
        return Level(*ends)

    def kept_action(action: Action, basis: str) -> Action:
        if isinstance(action, ReplaceLevels):
            nothing = Level(None, None)
            return replace(
                action,
                levels={n: nothing if basis == UNVERIFIED else kept(level) for n, level in action.levels.items()},
            )
        if isinstance(action, (ReduceMinimum, ScaleSteps)) and basis == UNVERIFIED:
            return replace(action, percent=None)
        return action

    return _rewritten(
        _with_doubted_gifts(rulebook),
        lambda standard: replace(standard, levels={n: kept(level) for n, level in standard.levels.items()}),
        lambda rule: replace(rule, then=tuple(kept_action(action, rule.basis) for action in rule.then)),
    )


def _with_doubted_gifts(rulebook: Rulebook) -> Rulebook:
    """Return the law in which an unverified exemption or grant applies only possibly."""
    nobody_knows = Holds("municipality.what-nobody-knows", frozenset({"yes"}))
    rules: list[Rule] = []
    for rule in rulebook.rules:
        doubted = tuple(a for a in rule.then if isinstance(a, (Exempt, Grant)) and rule.basis == UNVERIFIED)
        rules.append(replace(rule, then=tuple(action for action in rule.then if action not in doubted)))
        if doubted:
            rules.append(replace(rule, id=f"{rule.id}-doubted", when=AllOf((rule.when, nobody_knows)), then=doubted))
    return replace(rulebook, rules=tuple(rules))


def _rewritten(rulebook: Rulebook, standard: Callable[[Standard], Standard], rule: Callable[[Rule], Rule]) -> Rulebook:
    return replace(
        rulebook,
        criteria=tuple(
            replace(criterion, standards=tuple(standard(member) for member in criterion.standards))
            for criterion in rulebook.criteria
        ),
        rules=tuple(rule(known) for known in rulebook.rules),
    )


def with_sure_points(rulebook: Rulebook) -> Rulebook:
    """Return the law with every reading, all points, minima, the pass mark and the rounding step sure."""

    def sure(number: Known) -> Known:
        return replace(number, basis="seed")

    def points(both: Points) -> Points:
        return Points(sure(both.minimum), sure(both.maximum))

    law = rulebook.law
    law = replace(
        law,
        readings=tuple(replace(reading, basis="seed") for reading in law.readings),
        points_maximum=sure(law.points_maximum),
        pass_mark=sure(law.pass_mark),
        rounding_step=sure(law.rounding_step),
        types=tuple(
            replace(
                known,
                required=known.required and sure(known.required),
                pass_mark=known.pass_mark and sure(known.pass_mark),
            )
            for known in law.types
        ),
    )
    criteria = tuple(
        replace(
            criterion,
            points=points(criterion.points),
            standards=tuple(replace(known, points=points(known.points)) for known in criterion.standards),
        )
        for criterion in rulebook.criteria
    )
    return replace(rulebook, law=law, criteria=criteria)


@st.composite
def other_points(draw: st.DrawFn, rulebook: Rulebook) -> Rulebook:
    """Return the law with what else its unverified points, minima, pass marks and rounding step might be.

    The points of a criterion's standards never add up to more than before.
    """

    def lower(number: Known | None) -> Known | None:
        if number is None or not number.is_unverified:
            return number
        return replace(number, value=draw(st.integers(0, number.value)))

    def points(both: Points) -> Points:
        most = lower(both.maximum)
        assert most is not None
        if not both.minimum.is_unverified:
            return Points(both.minimum, replace(most, value=max(most.value, both.minimum.value)))
        return Points(replace(both.minimum, value=draw(st.integers(0, most.value))), most)

    law = rulebook.law
    step, mark = law.rounding_step, lower(law.pass_mark)
    assert mark is not None
    if step.is_unverified:
        step = replace(step, value=1)
    types = tuple(
        replace(known, pass_mark=lower(known.pass_mark), required=lower(known.required)) for known in law.types
    )
    criteria = tuple(
        criterion
        if criterion.is_counted
        else replace(
            criterion,
            points=Points(lower(criterion.points.minimum) or criterion.points.minimum, criterion.points.maximum),
            standards=tuple(replace(known, points=points(known.points)) for known in criterion.standards),
        )
        for criterion in rulebook.criteria
    )
    return replace(rulebook, law=replace(law, rounding_step=step, pass_mark=mark, types=types), criteria=criteria)
