"""A safe interface to durable_rules: rule bases that record every firing.

`classifier.engines.rule_conditions` and `classifier.engines.forward_chaining` define what is concluded; this module
makes it safe. Every hazard of durable_rules is guarded here and nowhere else, and described in
``docs/decisions/0001-durable-rules.md``. In short:

- Only integers below 2**53 and ASCII ids are asserted.
- A rule base tests no property for more than `MOST_VALUES` values (at 512 the C code loops for ever), and joins at
  most `LARGEST_JOIN` facts.
- Every session begins with an "open" fact, has a fixed short id and is deleted in ``finally``.
- No Python code runs inside an action, where durable_rules would swallow what it raises.
- A fact that no rule matches is an error.
- Where durable_rules does not load, this module does, and the first rule base is refused.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

try:
    import durable_rules_engine
    from durable.engine import MessageNotHandledException, MessageObservedException, Ruleset
except ImportError as missing:  # it is built on the user's machine; only what judges with it must do without
    _missing: str | None = str(missing)
else:
    _missing = None

MOST_VALUES = 400
"""The number of values for which a rule base may test one property; durable_rules survives 511."""

LARGEST_JOIN = 12
"""The number of facts that one rule may join; durable_rules takes 16."""

MOST_PROPERTIES = 240
"""The number of properties of one fact; beyond 252, durable_rules writes outside its memory."""

LARGEST_INTEGER = 2**53

_SESSION = "m"
_NAMES = tuple(f"f{place}" for place in range(LARGEST_JOIN))
_ID = re.compile(r"[\x21-\x7e]{1,100}", re.ASCII)

AssertedFact = dict[str, Any]
"""A fact: integers and ASCII ids by property; ``kind`` names what the fact is about."""

Conclude = Callable[[Sequence[AssertedFact]], AssertedFact | None]
"""Returns what a rule concludes from the facts it matched; None if nothing."""


class EngineIsMissing(Exception):
    """durable_rules is not installed, or was built in a way in which it does not load."""


class InferenceFailed(Exception):
    """durable_rules failed to conclude something: an internal error, never a result."""


@dataclass(frozen=True, slots=True)
class Firing:
    """One rule that fired: its name, the facts it matched, and the fact it concluded."""

    rule: str
    premises: tuple[AssertedFact, ...]
    conclusion: AssertedFact


@dataclass(frozen=True, slots=True)
class Definition:
    """A rule as it is given to durable_rules: conditions on facts, and what follows from them.

    Attributes:
        is_final: True if no rule of the same base asks about the conclusion. A final conclusion is recorded but not
            asserted, since durable_rules refuses facts that match no rule.
    """

    conditions: tuple[Any, ...]
    conclude: Conclude
    is_final: bool = False


class RuleBase:
    """A set of rules in durable_rules; each `run` is a session of its own, deleted afterwards.

    Raises:
        EngineIsMissing: durable_rules does not load.
        InferenceFailed: the conditions are more than durable_rules survives.
    """

    def __init__(self, name: str, definitions: Mapping[str, Definition]) -> None:
        if _missing is not None:
            raise EngineIsMissing(_missing)
        _refuse_what_is_too_much(definitions)
        self._definitions = definitions
        rules: dict[str, Any] = {"open session": {"all": [{"f0": {"kind": "open"}}], "run": _do_nothing}}
        for rule, definition in definitions.items():
            conditions = [{name: condition} for name, condition in zip(_NAMES, definition.conditions, strict=False)]
            rules[rule] = {"all": conditions, "run": _do_nothing}
        try:
            self._ruleset = Ruleset(name, _Host(), rules)
        except durable_rules_engine.error as error:
            raise InferenceFailed(str(error)) from error
        self._is_closed = False
        self._handle = self._ruleset._handle  # noqa: SLF001 - the C module is called directly, see _assert

    def run(self, facts: Iterable[AssertedFact]) -> list[Firing]:
        """Assert facts in a new session and return every firing, in order.

        Raises:
            InferenceFailed: a fact is not allowed, matches no rule, or is asserted twice; or the rule base is closed.
        """
        if self._is_closed:
            raise InferenceFailed("the rule base is closed")
        firings: list[Firing] = []
        # Deleting a session in which no action ran aborts the process, so it is opened first, outside the try.
        self._assert([{"kind": "open"}])
        try:
            facts = [_checked(fact) for fact in facts]
            # Asserting conclusions in rounds takes a third of the time of asserting each inside its action.
            while facts:
                fired = self._assert(facts)
                firings += fired
                facts = [firing.conclusion for firing in fired if not self._definitions[firing.rule].is_final]
        finally:
            self._ruleset.delete_state(_SESSION)
        return firings

    def _assert(self, facts: list[AssertedFact]) -> list[Firing]:
        """Assert facts and run the actions that they trigger.

        The loop is that of durable_rules without its wrapper, which takes most of the time and hides what an action
        raises in the session's state.
        """
        try:
            session = self._ruleset.assert_facts([{"sid": _SESSION, **fact} for fact in facts])
        except (MessageNotHandledException, MessageObservedException, durable_rules_engine.error) as error:
            raise InferenceFailed(str(error)) from error
        firings: list[Firing] = []
        started = durable_rules_engine.start_action_for_state(self._handle, session)
        message = started[1] if started else None
        while message:
            ((rule, matched),) = json.loads(message).items()
            if definition := self._definitions.get(rule):
                premises = tuple(_without_session(matched[name]) for name in _NAMES[: len(definition.conditions)])
                conclusion = definition.conclude(premises)
                if conclusion is not None:
                    firings.append(Firing(rule, premises, conclusion))
            message = durable_rules_engine.complete_and_start_action(self._handle, session)
        return firings

    def close(self) -> None:
        """Release the memory of the rule base; it may be closed twice, but not run again."""
        if not self._is_closed:
            self._is_closed = True
            durable_rules_engine.delete_ruleset(self._handle)


class _Host:
    """The stub that durable_rules requires; its own Host starts threads that read freed sessions."""


def _do_nothing(c: Any) -> None:
    """The action of every rule: `RuleBase` asks which rule fired and draws the conclusion itself."""


def _without_session(fact: AssertedFact) -> AssertedFact:
    del fact["sid"]
    return fact


def _tested_values(condition: Any) -> Iterator[tuple[str, Any]]:
    """Yield each property with each value for which a condition tests it."""
    if isinstance(condition, Mapping):
        for key, value in condition.items():
            if key.startswith("$") or isinstance(value, Mapping):
                yield from _tested_values(value)
            else:
                yield key, value
    elif isinstance(condition, list):
        for part in condition:
            yield from _tested_values(part)


def _refuse_what_is_too_much(definitions: Mapping[str, Definition]) -> None:
    tested: dict[str, set[Any]] = {}
    for rule, definition in definitions.items():
        if len(definition.conditions) > LARGEST_JOIN:
            raise InferenceFailed(f"{rule} joins {len(definition.conditions)} facts")
        for condition in definition.conditions:
            for name, value in _tested_values(condition):
                tested.setdefault(name, set()).add(value)
    for name, values in tested.items():
        if len(values) > MOST_VALUES:
            raise InferenceFailed(f"{name} is tested for {len(values)} values in one rule base")


def _checked(fact: AssertedFact) -> AssertedFact:
    if len(fact) > MOST_PROPERTIES:
        raise InferenceFailed(f"a fact of {len(fact)} properties may not be given to durable_rules")
    for key, value in fact.items():
        is_id = isinstance(value, str) and _ID.fullmatch(value)
        is_integer = isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST_INTEGER
        if not (is_id or is_integer):
            raise InferenceFailed(f"{key}={value!r} may not be given to durable_rules")
    return fact
