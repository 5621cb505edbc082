"""The verdict on one subject: which rules apply, what is known of each indicator, and what both evaluators conclude."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from classifier.assessment.choosing import Choosing, EveryWay, JudgedWay, by_definition, judged_every_way
from classifier.assessment.compiled_plans import CompiledPlans, PlanKey
from classifier.assessment.derived_types import FindAssessor, derived_types
from classifier.assessment.disagreement import refuse_disagreement, refuse_other_rules
from classifier.assessment.question import Question
from classifier.assessment.result import DerivedType
from classifier.assessment.stated_facts import judged_kind, stated_words
from classifier.engines.durable import Firing
from classifier.engines.forward_chaining import WholeRules
from classifier.engines.reference import judge
from classifier.engines.rule_conditions import RuleConditions
from classifier.engines.units_reference import judge_whole
from classifier.plan.applied_rules import AppliedRules, applied_rules
from classifier.plan.combined import widest
from classifier.plan.completions import Completion, TooManyCompletions, completions, undecided
from classifier.plan.formation import asks_formation, formed_ordinarily
from classifier.plan.judgement import Judgement
from classifier.plan.member_units import AskedWays, asked_of_units
from classifier.plan.plan import Intervals, Plan
from criteria.condition import KIND_FIELD, FieldWords
from criteria.law import Reading, Type
from criteria.municipality import Subject
from criteria.quantity import UNKNOWN, Quantity
from criteria.rulebook import Rulebook
from criteria.stated import Stated
from criteria.sureness import VERIFIED, Demand


@dataclass(frozen=True, slots=True)
class Judged:
    """A subject judged by the plans that its unknown facts allow, and what the judgement rests on.

    Attributes:
        rulebook: the part of the law that applies to the target type and the kind of municipality.
        reading: the reading of the law in force.
        words: what is stated of the municipality.
        applied: the rules that surely, or possibly, apply to it.
        every: the judgement by each plan; by one plan if no unknown fact decides which it is.
        table: the same for the standards alone, if reliefs for how the unit is formed change them; else None.
        derived: the types that were derived because nobody measured them, by indicator.
        quantities: what is known, by standard.
        judgement: what holds in every way.
        verified: the judgement if everything unverified were unknown.
        firings: every rule that fired in durable_rules for the plan shown, in order.
        asked: what is asked of the units of the area.
    """

    subject: Subject
    question: Question
    rulebook: Rulebook
    target: Type
    reading: Reading
    words: FieldWords
    applied: AppliedRules
    every: EveryWay
    derived: Mapping[str, DerivedType]
    quantities: Mapping[str, Quantity]
    judgement: Judgement
    verified: Judgement
    firings: tuple[Firing, ...]
    asked: AskedWays = ()
    table: EveryWay | None = None

    @property
    def ways(self) -> tuple[JudgedWay, ...]:
        """The ways that the reading in force rests on."""
        return self.every.of(self.reading.id)

    @property
    def key(self) -> PlanKey:
        """What the plan shown depends on."""
        return self.ways[0].key

    @property
    def plan(self) -> Plan:
        """The plan shown: the one to which the fewest rules apply."""
        return self.ways[0].plan

    @property
    def intervals(self) -> Intervals:
        """Where each value of the plan shown lies, by standard."""
        return self.ways[0].intervals

    def is_provisional(self, reading: str) -> bool:
        """True if a verdict under a reading, of the whole or of the standards, would differ without the unverified."""
        return differs(self.judgement, self.verified, reading)


def differs(one: Judgement, other: Judgement, reading: str) -> bool:
    """True if verdicts of two judgements under a reading differ: of the law, of the standards, of the table."""
    pairs = [(one.outcome(reading), other.outcome(reading)), (one.total[reading], other.total[reading])]
    pairs.append((one.of_table(reading), other.of_table(reading)))
    return any(found.verdict is not then.verdict for found, then in pairs)


@dataclass(frozen=True, slots=True)
class _Found:
    """What holds of a subject in every way in which its unknown facts may turn out.

    Attributes:
        firings: those of the way shown.
    """

    every: EveryWay
    judgement: Judgement
    verified: Judgement
    firings: tuple[Firing, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a subject is judged by, whatever of it is unknown.

    Attributes:
        reading: the id of the reading in force.
        certain: what would be known of standards if everything unverified were unknown, where that differs.
    """

    subject: Subject
    question: Question
    reading: str
    quantities: Mapping[str, Quantity]
    certain: Mapping[str, Quantity]


class Judging:
    """Judges subjects by one law, each with both evaluators.

    Args:
        find_assessor: finds the assessor for the types that standards ask for.
    """

    def __init__(self, rulebook: Rulebook, find_assessor: FindAssessor | None) -> None:
        self._rulebook = rulebook
        self._find_assessor = find_assessor
        self._by_kind = rulebook.asks_by_kind
        self._asks_formation = asks_formation(rulebook)
        self._conditions = RuleConditions(rulebook)
        self._whole = WholeRules() if rulebook.member_units else None
        self.plans = CompiledPlans(rulebook)
        self._choosing = Choosing(rulebook, self.plans)

    def close(self) -> None:
        """Release the memory of the rule bases."""
        if self._whole is not None:
            self._whole.close()
        self._conditions.close()
        self.plans.close()

    def judge(self, subject: Subject, question: Question) -> Judged:
        """Judge a subject; see `classifier.assessment.assessor.Assessor.assess` for what is raised."""
        law, municipality = self._rulebook.law, subject.municipality
        kind = judged_kind(self._rulebook, subject, question.target)
        rulebook = self._rulebook.for_type(question.target, kind)
        target = law.type(question.target)
        reading = law.default_reading if question.reading is None else law.reading(question.reading)
        words = stated_words(self._rulebook, subject, kind)
        applied, rule_firings = self._applied_rules(words)
        derived = derived_types(rulebook, self._find_assessor, subject, question)
        quantities = self._quantities(rulebook, subject, derived, municipality.attributes)
        certain = {s.id: derived[s.indicator].verified for s in rulebook.standards if s.indicator in derived}
        judging = _Known(subject, question, reading.id, quantities, certain)
        of_law = self._every_way(words, applied, judging)
        found, verified, firings = of_law.judgement, of_law.verified, [*of_law.firings]
        table: EveryWay | None = None
        if self._asks_formation:
            ordinary = formed_ordinarily(words)
            if (applied_then := self._applied_rules(ordinary)[0]) != applied:
                of_table = self._every_way(ordinary, applied_then, judging)
                found = replace(found, table=of_table.judgement.total)
                verified = replace(verified, table=of_table.verified.total)
                table = of_table.every
        asked = self.asked(subject, question.target, question.demand)
        if asked and self._whole is not None:
            verified = judge_whole(verified, self.asked(subject, question.target, VERIFIED))
            defined = judge_whole(found, asked)
            found, whole_firings = self._whole.infer(found, asked)
            refuse_disagreement(defined, found)
            firings += whole_firings
        return Judged(
            subject=subject,
            question=question,
            rulebook=rulebook,
            target=target,
            reading=reading,
            words=words,
            applied=applied,
            every=of_law.every,
            table=table,
            derived=derived,
            quantities=quantities,
            judgement=found,
            verified=verified,
            firings=(*rule_firings, *firings),
            asked=asked,
        )

    def _every_way(self, words: FieldWords, applied: AppliedRules, asked: _Known) -> _Found:
        """Judge a subject by the standards, in every way in which its unknown facts may turn out."""
        question = asked.question
        keys, is_everything = self._keys(words, applied, question)
        firings: dict[PlanKey, Sequence[Firing]] = {}

        def by_both(key: PlanKey) -> JudgedWay:
            chaining = self.plans.chaining(key)
            plan = chaining.plan
            intervals = plan.intervals(asked.quantities)
            judgement, firings[key] = chaining.infer(intervals)
            refuse_disagreement(judge(plan, intervals), judgement)
            return JudgedWay(key, plan, intervals, judgement)

        def judged(way: Callable[[PlanKey], JudgedWay]) -> EveryWay:
            return judged_every_way(keys, asked.reading, way, self._choosing if is_everything else None)

        every = judged(by_both)
        found = verified = every.judgement
        if question.sure is None:
            certain = {**asked.quantities, **asked.certain}
            verified = judged(by_definition(self.plans.verified, certain)).judgement
        if not is_everything:
            found = verified = widest(found, every.plain[0].plan)
        return _Found(every, found, verified, tuple(firings[every.of(asked.reading)[0].key]))

    def asked(self, subject: Subject, target: str, demand: Demand) -> AskedWays:
        """Return what is asked of the units of a subject; required points that are not sure enough count as unknown."""
        requirements, indicators = self._rulebook.member_units, self._rulebook.indicators
        return asked_of_units(requirements, target, subject, indicators, demand)

    def judged_with(self, judged: Judged, demand: Demand) -> Judgement:
        """Return the judgement if whatever is less sure than a demand were unknown, by the definition alone."""

        def by(every: EveryWay) -> Judgement:
            keys = [way.key for way in every.plain]
            way = by_definition(lambda key: self.plans.doubtful(key, demand), judged.quantities)
            return judged_every_way(keys, judged.reading.id, way, self._choosing).judgement

        found = by(judged.every)
        if judged.table is not None:
            found = replace(found, table=by(judged.table).total)
        if not judged.asked:
            return found
        return judge_whole(found, self.asked(judged.subject, judged.question.target, demand))

    def has_alternatives(self, judged: Judged) -> bool:
        """True if the reading in force may rest on one of several alternatives that are used for everything."""
        readings = [reading for way in judged.every.plain for reading in self._choosing.alternatives(way.key)]
        is_certain = judged.plan.reading(judged.reading.id).is_certain
        return judged.reading.id in readings if is_certain else bool(readings)

    def judged_by(self, judged: Judged, way: Callable[[PlanKey], JudgedWay]) -> Judgement:
        """Return the judgement of the law as a whole if each plan judged a subject in another way."""
        keys = [one.key for one in judged.every.plain]
        found = judged_every_way(keys, judged.reading.id, way, self._choosing).judgement
        return judge_whole(found, judged.asked) if judged.asked else found

    def judged_if(
        self, judged: Judged, words: FieldWords, quantities: Mapping[str, Quantity] | None = None
    ) -> Judgement:
        """Return the judgement if something else were stated of the municipality, by the definition alone.

        Args:
            quantities: what would then be known, by standard; None if it follows from the words.
        """
        attributes = words["municipality.attributes"]
        if quantities is None:
            quantities = self._quantities(judged.rulebook, judged.subject, judged.derived, attributes)
        keys, is_everything = self._keys(words, applied_rules(self._rulebook, words), judged.question, False)
        define = by_definition(self.plans.plan, quantities)
        # An answer leaves some of the ways that are judged already, unless it tells a grade.
        known = {way.key: way for way in judged.every.plain} if quantities == judged.quantities else {}

        def way(key: PlanKey) -> JudgedWay:
            return known.get(key) or define(key)

        every = judged_every_way(keys, judged.reading.id, way, self._choosing if is_everything else None)
        found = every.judgement if is_everything else widest(every.judgement, every.plain[0].plan)
        return judge_whole(found, judged.asked) if judged.asked else found

    def _quantities(
        self, rulebook: Rulebook, subject: Subject, derived: Mapping[str, DerivedType], attributes: Stated
    ) -> Mapping[str, Quantity]:
        """Return what is known of each standard: derived, measured, or given by the municipality's attributes."""

        def quantity(indicator: str) -> Quantity:
            if indicator in derived:
                return derived[indicator].quantity
            measurement = subject.measured.get(indicator)
            if measurement is not None and not measurement.quantity.is_unknown:
                # A claim is about a type of the law in force on its day.
                claim = measurement.quantity.claim
                is_of_another_law = claim is not None and not self._rulebook.law.is_in_force(measurement.as_of)
                return UNKNOWN if is_of_another_law else measurement.quantity
            return self._rulebook.indicators[indicator].grade_of(attributes) or UNKNOWN

        return {standard.id: quantity(standard.indicator) for standard in rulebook.standards}

    def _keys(
        self, words: FieldWords, applied: AppliedRules, question: Question, infers: bool = True
    ) -> tuple[Sequence[PlanKey], bool]:
        """Return a key for each plan by which a municipality may have to be judged, and whether these are all.

        A way in which the rules would contradict each other is left out unless it is the only one.

        Args:
            infers: False to find the rules by the definition alone.

        Raises:
            criteria.diagnostic.UnsoundRules: in every way the rules applied together lose points of a criterion.
            EnginesDisagree: the two evaluators find different rules.
        """
        is_everything = True
        try:
            ways: Sequence[Completion] = completions(self._rulebook, question.target, words)
        except TooManyCompletions:
            ways, is_everything = [undecided(self._rulebook, question.target, words)], False
        by_kind = next(iter(words[KIND_FIELD].words), None) if self._by_kind else None

        def key_of(way: Completion) -> PlanKey:
            if infers and way.applied != applied and is_everything:
                refuse_other_rules(way.applied, self._conditions.applied_rules(way.words)[0])
            return PlanKey(question.target, by_kind, way.applied, question.demand)

        keys = [key_of(way) for way in ways]
        if len(keys) == 1:
            return keys, is_everything
        # The plan shown comes first: the one to which the fewest rules apply.
        keys.sort(key=lambda key: len(key.applied.surely))
        found: dict[object, PlanKey] = {}
        for key in self.plans.sound_keys(keys):
            found.setdefault(self._choosing.plans(key), key)
        return list(found.values()), is_everything

    def _applied_rules(self, words: FieldWords) -> tuple[AppliedRules, list[Firing]]:
        """Return the rules that apply, as both evaluators find them.

        Raises:
            EnginesDisagree: they find different rules.
        """
        inferred, firings = self._conditions.applied_rules(words)
        defined = applied_rules(self._rulebook, words)
        refuse_other_rules(defined, inferred)
        return defined, firings
