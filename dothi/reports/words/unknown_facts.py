"""Unknown facts about a municipality in words: what each answer would give."""

from collections.abc import Iterable, Iterator, Mapping

from classifier.assessment.citations import most_exact, places_together
from classifier.assessment.result import Assessment
from classifier.assessment.unknown_fact import UnknownFact
from classifier.assessment.unknown_facts import OTHER
from classifier.plan.judgement import Verdict
from criteria.condition import MEASURED_PREFIX
from criteria.indicator import Indicator
from criteria.vocabulary import Vocabulary
from dothi.reports.terminal_layout import Bullet
from dothi.reports.texts import Texts

_BETTER_FIRST = (Verdict.MET, Verdict.UNDETERMINED, Verdict.NOT_MET)
_BELOW, _FROM = "< ", ">= "
"""What the answers about a measured value begin with."""


def word_name(field: str, word: str, vocabulary: Vocabulary, texts: Texts) -> str:
    """Return a word of a field by its name in the vocabulary, or an id as it is."""
    match field.rpartition(".")[2]:
        case "kind":
            return texts.name(vocabulary.kinds[word].name)
        case "region":
            return texts.name(vocabulary.regions[word])
        case "attributes":
            return texts.name(vocabulary.attributes[word])
        case "formation":
            return texts.name(vocabulary.formations[word])
        case "current_type":
            return texts.urban_type(word)
        case _:
            return word


def unknown_fact_lines(assessment: Assessment, texts: Texts) -> Iterator[Bullet]:
    """Yield each fact that alone could decide the verdict, or of which each word is told, then one with the others."""
    others = []
    is_first = True
    for fact in assessment.unknown_facts:
        if fact.is_told_by_word:
            yield Bullet(_asked(fact, assessment, texts), tuple(_outcomes(fact, assessment, texts)))
        elif fact.decides:
            yield Bullet(_yes_or_no(fact, assessment, texts))
        else:
            others.append(fact)
            continue
        is_first = False
    if others:
        grouped = "; ".join(_by_citation(others, assessment, texts))
        yield Bullet(texts.text("unknown_fact", "only_others" if is_first else "others", facts=grouped))
    if codes := tuple(_depending(assessment)):
        yield Bullet(texts.text("unknown_fact", "depends", codes=codes, count=str(len(codes))))


def _depending(assessment: Assessment) -> Iterator[str]:
    """Yield the codes of standards with an exact value and a known level that unknown facts still leave open.

    Those of which a reason says what a factor would have to be, or who may waive them, are left out.
    """
    touched = frozenset[str]().union(*(fact.standards for fact in assessment.unknown_facts))
    told = {reason.subject for reason in assessment.reasons if reason.kind.startswith("standard_only_if_")}
    for assessed in assessment.standards:
        is_exact = assessed.quantity.lower is not None and assessed.quantity.lower == assessed.quantity.upper
        is_known = is_exact and assessed.level.minimum is not None and assessed.standard.id in touched
        if is_known and assessed.verdict == "undetermined" and assessed.standard.code not in told:
            yield assessed.standard.code


def fact_name(fact: UnknownFact, assessment: Assessment, texts: Texts) -> str:
    """Return the name of the attribute, or of the field."""
    if fact.attribute is not None:
        return word_name(fact.field, fact.attribute, assessment.rulebook.vocabulary, texts)
    if fact.field.startswith(MEASURED_PREFIX):
        return within_a_sentence(texts.name(assessment.rulebook.indicators[fact.column].name))
    return texts.text("field", fact.field).removeprefix("the ")


def within_a_sentence(name: str) -> str:
    """Return a name as it stands within a sentence: a capital stays only in an abbreviation.

    >>> within_a_sentence("Population of the town"), within_a_sentence("GRDP per head")
    ('population of the town', 'GRDP per head')
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def deciding_verdicts(fact: UnknownFact) -> tuple[Verdict, ...]:
    """Return the verdicts that the fact alone could bring about."""
    return tuple(dict.fromkeys(verdict for verdict in fact.would_give.values() if verdict is not Verdict.UNDETERMINED))


def _yes_or_no(fact: UnknownFact, assessment: Assessment, texts: Texts) -> str:
    """Return the sentence about a fact that holds or does not."""
    return texts.text(
        "unknown_fact",
        "attribute" if fact.attribute is not None else "area",
        name=assessment.municipality.name,
        fact=fact_name(fact, assessment, texts),
        citation=places_together(fact.citations),
        answers="; ".join(
            texts.text("unknown_fact", answer, verdict=texts.text("verdict_word", verdict))
            for answer, verdict in fact.would_give.items()
        ),
    )


def _asked(fact: UnknownFact, assessment: Assessment, texts: Texts) -> str:
    """Return which fact is unknown; with the place in the law that asks about it, unless each word has its own."""
    name = assessment.municipality.name
    if fact.field == "municipality.formation":
        asked = texts.text("unknown_fact", "formation", name=name)
    else:
        asked = texts.text("unknown_fact", "word", fact=fact_name(fact, assessment, texts), name=name)
    if _has_one_citation(fact):
        asked = texts.text("unknown_fact", "cited", what=asked, citation=places_together(fact.citations))
    return f"{asked}:"


def _outcomes(fact: UnknownFact, assessment: Assessment, texts: Texts) -> Iterator[str]:
    """Yield each outcome with the words that give it, the best first; each word with the articles that ask about it."""
    together: dict[tuple[Verdict, Verdict], list[str]] = {}
    ways = list(assessment.rulebook.vocabulary.formations)  # the last of them is "in none of these ways"
    for answer in sorted(fact.would_give, key=lambda word: ways.index(word) if word in ways else 0):
        verdict = fact.would_give[answer]
        plain = fact.without_attributes.get(answer, verdict)
        together.setdefault((verdict, plain), []).append(_word(fact, answer, assessment, texts))
    for outcome in sorted(together, key=lambda pair: [_BETTER_FIRST.index(verdict) for verdict in pair]):
        given, otherwise = (texts.text("verdict_word", known) for known in outcome)
        key = "outcome" if given == otherwise else "outcome_without_attributes"
        words = "; ".join(together[outcome])
        yield texts.text("unknown_fact", key, verdict=given, plain=otherwise, words=words)


def _word(fact: UnknownFact, answer: str, assessment: Assessment, texts: Texts) -> str:
    """Return one answer by its name, with the places in the law that ask about it."""
    if answer == OTHER:
        return texts.text("unknown_fact", "other")
    if fact.field.startswith(MEASURED_PREFIX):
        name = _measured(assessment.rulebook.indicators[fact.column], answer, texts)
    else:
        name = word_name(fact.field, answer, assessment.rulebook.vocabulary, texts)
    places = most_exact(fact.asked_by[answer])
    if not places or _has_one_citation(fact):
        return name
    return texts.text("unknown_fact", "cited", what=name, citation=places_together(places))


def _measured(indicator: Indicator, answer: str, texts: Texts) -> str:
    """Return an answer about a measured value: below a threshold, or from it on."""
    label = "below" if answer.startswith(_BELOW) else "at_least"
    number = indicator.integer(answer.removeprefix(_BELOW).removeprefix(_FROM))
    return texts.label(label, value=texts.value(indicator, number))


def _has_one_citation(fact: UnknownFact) -> bool:
    """True if the same place in the law asks about every word."""
    return len(fact.citations) == 1


def _by_citation(facts: Iterable[UnknownFact], assessment: Assessment, texts: Texts) -> Iterator[str]:
    """Yield the facts that the same places in the law ask about, with these places once."""
    together: dict[tuple[str, ...], list[UnknownFact]] = {}
    for fact in facts:
        together.setdefault(most_exact(fact.citations), []).append(fact)
    for places, cited in together.items():
        named = [_with_article(fact, assessment, texts) for fact in cited if fact.attribute is None]
        tags = [f"“{fact_name(fact, assessment, texts)}”" for fact in cited if fact.attribute is not None]
        if tags:
            named.append(texts.text("unknown_fact", "tag" if len(tags) == 1 else "tags", tags=", ".join(tags)))
        yield texts.text("unknown_fact", "cited", what=", ".join(named), citation=places_together(places))


def _with_article(fact: UnknownFact, assessment: Assessment, texts: Texts) -> str:
    """Return what is unknown; of an area it is whether there is one."""
    key = "fact" if fact.asked_by else "fact_area"
    return texts.text("unknown_fact", key, fact=fact_name(fact, assessment, texts))


def attributes_together(facts: Iterable[UnknownFact]) -> Mapping[tuple[str, tuple[Verdict, ...]], list[UnknownFact]]:
    """Return facts in order; attributes that could decide the same stand together."""
    together: dict[tuple[str, tuple[Verdict, ...]], list[UnknownFact]] = {}
    for fact in facts:
        together.setdefault((fact.column, deciding_verdicts(fact)), []).append(fact)
    return together
