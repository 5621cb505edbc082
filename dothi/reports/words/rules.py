"""The rules beyond a law's tables in words: when each applies, and what it does to which standards."""

from collections.abc import Iterable, Iterator

from criteria.condition import MEASURED_PREFIX, AllOf, AnyOf, Condition, Holds
from criteria.indicator import Indicator
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
from criteria.sign_off import SignOff
from criteria.standard import Level, Standard
from dothi.reports.texts import Texts, printable
from dothi.reports.words.unknown_facts import word_name

PERCENT_DECIMALS = 4


def touched_by(rule: Rule, rulebook: Rulebook) -> frozenset[str]:
    """Return the ids of the standards that a rule affects; grades are never reduced."""
    return frozenset(identifier for action in rule.then for identifier in _touched(action, rulebook))


def level_text(level: Level, indicator: Indicator, texts: Texts) -> str:
    """Return both ends of a level without a unit, or one if they are equal; unverified ends have an asterisk."""
    ends = [
        ("?" if end is None else texts.value(indicator, end.value, with_unit=False))
        + ("*" if end is not None and end.is_unverified else "")
        for end in (level.minimum, level.maximum)
    ]
    return ends[0] if ends[0] == ends[1] else " – ".join(ends)


def signature_text(sign_off: SignOff, texts: Texts) -> str:
    """Return who compared with which document, and when."""
    offices = tuple(printable(office) for office in sign_off.by)
    return texts.text("signing", "signed_text", by=offices, date=sign_off.date, document=printable(sign_off.document))


class RuleSentences:
    """Writes the rules of one rulebook in one language."""

    def __init__(self, rulebook: Rulebook, texts: Texts) -> None:
        self._rulebook = rulebook
        self._texts = texts
        self._standards = {standard.id: standard for standard in rulebook.standards}

    def rule(self, rule: Rule) -> str:
        """Return a rule by its name: when it applies, its citation and its basis."""
        texts = self._texts
        when = texts.label("holds_when", when=self._condition(rule.when))
        return f"{texts.name(rule.name)}: {when} ({texts.citation(rule.citation)}; {texts.text('basis', rule.basis)})"

    def effects(self, rule: Rule, standard: Standard | None = None) -> Iterator[str]:
        """Yield what a rule does, a sentence per action; given a standard, only what affects it."""
        for action in rule.then:
            if isinstance(action, SetRequired | LowerPassMark):
                if standard is None:
                    yield self._effect(action, [])
                continue
            touched = [self._standards[identifier] for identifier in _touched(action, self._rulebook)]
            for part in _alike(action, touched):
                if standard is None:
                    yield f"{self._subjects(part, action)}: {self._effect(action, part)}"
                elif standard in part:
                    yield self._effect(action, part)

    def _subjects(self, standards: list[Standard], action: Action) -> str:
        """Return the standards by their codes, or the criterion if all its standards are affected."""
        whole: list[str] = []
        codes: list[str] = []
        for criterion in self._rulebook.criteria:
            inside = [standard for standard in criterion.standards if standard in standards]
            there = _reducible(criterion.standards, self._rulebook) if _reduces(action) else criterion.standards
            if len(inside) > 1 and len(inside) == len(list(there)):
                whole.append(criterion.id)
            else:
                codes += [standard.code for standard in inside]
        key = "all_numbers_of_criteria" if _reduces(action) else "all_of_criteria"
        unique = tuple(dict.fromkeys(whole))
        criteria = [self._texts.text("effect", key, criteria=unique, count=str(len(unique)))] if whole else []
        return "; ".join([*criteria, *([", ".join(codes)] if codes else [])])

    def _effect(self, action: Action, standards: list[Standard]) -> str:
        """Return what an action does to standards that it affects alike."""
        texts = self._texts
        facts: dict[str, str] = {}
        match action:
            case ReduceMinimum() | ScaleSteps():
                key, facts = self._share(action, standards)
            case Exempt(is_known=False):
                key = "exempt_unknown"
            case Exempt():
                counted = {criterion.id for criterion in self._rulebook.criteria if criterion.is_counted}
                key = "exempt_counted" if all(standard.criterion in counted for standard in standards) else "exempt"
            case SetRequired(identifier, count):
                name = texts.name(self._rulebook.law.type(identifier).name)
                key, facts = "set_required", {"type": name, "count": str(count)}
            case LowerPassMark(by):
                key, facts = "lower_pass_mark", {"by": texts.points(by)}
            case SetPoints(minimum=minimum, maximum=maximum):
                key, facts = "set_points", {"points": texts.points_range(minimum, maximum)}
            case ScalePoints(numerator=numerator, denominator=denominator):
                key, facts = "scale_points", {"numerator": str(numerator), "denominator": str(denominator)}
            case ReplaceLevels(identifier, levels):
                shown = self._levels(self._standards[identifier], levels.items())
                key, facts = "replace_levels", {"levels": shown}
            case NotApplicable():
                key = "not_applicable"
            case NotCounted():
                key = "not_counted"
            case Grant():
                key = "grant"
        return texts.text("effect", key, **facts)

    def _share(self, action: ReduceMinimum | ScaleSteps, standards: list[Standard]) -> tuple[str, dict[str, str]]:
        """Return the key and the facts of the sentence about an action that reduces a level to a percentage."""
        match action:
            case ReduceMinimum(counted_works=works):
                key = "reduce_minimum"
                is_of_works = all(standard.id in works for standard in standards)
            case ScaleSteps(narrows=narrows):
                key = "scale_steps" if narrows else "scale_start"
                is_of_works = False
        if action.percent is None:
            return f"{key}_unknown", {}
        numerator, denominator = action.percent
        percent = self._texts.number(numerator * 100 * 10**PERCENT_DECIMALS // denominator, PERCENT_DECIMALS)
        return f"{key}_of_works" if is_of_works else key, {"percent": percent}

    def _levels(self, standard: Standard, levels: Iterable[tuple[str, Level]]) -> str:
        """Return the levels of a standard by type; if it has only one type, without it."""
        texts, indicator = self._texts, self._rulebook.indicators[standard.indicator]
        shown = [(known, texts.with_unit(level_text(level, indicator, texts), indicator)) for known, level in levels]
        if len(standard.levels) == 1:
            return ", ".join(text for _, text in shown)
        return "; ".join(f"{known}: {text}" for known, text in shown)

    def _condition(self, condition: Condition) -> str:
        texts = self._texts
        match condition:
            case Holds(field, words, negated) if words <= {"yes", "no"}:
                is_there = ("yes" in words) is not negated
                return texts.text("condition", "there_is" if is_there else "there_is_no", field=self._field(field))
            case Holds(field, words) if field.startswith(MEASURED_PREFIX):
                indicator = self._rulebook.indicators[field.removeprefix(MEASURED_PREFIX)]
                value = texts.with_unit(", ".join(words), indicator)
                return texts.text("condition", "reaches", field=texts.name(indicator.name), words=value)
            case Holds(field, words, negated) if field.endswith(".attributes"):
                shown = ", ".join(
                    f"“{word_name(field, word, self._rulebook.vocabulary, texts)}”" for word in sorted(words)
                )
                key = ("has_not" if negated else "has") if len(words) == 1 else ("has_none" if negated else "has_one")
                return texts.text("condition", key, field=self._field(field), words=shown)
            case Holds(field, words, negated):
                shown = texts.text("condition", "or").join(
                    word_name(field, word, self._rulebook.vocabulary, texts) for word in sorted(words)
                )
                key = "is_not" if negated else "is"
                return texts.text("condition", key, field=self._field(field), words=shown)
            case AllOf(parts):
                return texts.text("condition", "and").join(self._condition(part) for part in parts)
            case AnyOf(parts):
                return texts.text("condition", "or").join(f"({self._condition(part)})" for part in parts)

    def _field(self, field: str) -> str:
        return self._texts.text("field", field)


def _reduces(action: Action) -> bool:
    return isinstance(action, ReduceMinimum)


def _reducible(standards: Iterable[Standard], rulebook: Rulebook) -> list[Standard]:
    return [standard for standard in standards if not rulebook.indicators[standard.indicator].is_graded]


def _touched(action: Action, rulebook: Rulebook) -> tuple[str, ...]:
    """Return the ids of the standards that an action affects."""
    match action:
        case SetRequired() | LowerPassMark():
            return ()
        case SetPoints() | ReplaceLevels():
            return (action.standard,)
        case ReduceMinimum():
            named = (standard for standard in rulebook.standards if standard.id in action.standards)
            return tuple(standard.id for standard in _reducible(named, rulebook))
        case _:
            return action.standards


def _alike(action: Action, standards: list[Standard]) -> list[list[Standard]]:
    """Return the standards grouped by what the action does to them: counted works are never reduced below 1."""
    if not isinstance(action, ReduceMinimum) or action.percent is None:
        return [standards] if standards else []
    works = [standard for standard in standards if standard.id in action.counted_works]
    others = [standard for standard in standards if standard not in works]
    return [part for part in (others, works) if part]
