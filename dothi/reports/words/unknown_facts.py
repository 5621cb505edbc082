"""Unknown facts about a municipality in words: what each answer would give."""

from collections.abc import Iterator

from classifier.assessment.result import Assessment, UnknownFact
from classifier.assessment.unknown_facts import OTHER
from classifier.plan.judgement import Verdict
from criteria.condition import MEASURED_PREFIX
from criteria.vocabulary import Vocabulary
from dothi.reports.texts import Texts


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


def unknown_fact_lines(assessment: Assessment, texts: Texts) -> Iterator[str]:
    """Yield a sentence for each fact that alone could decide the verdict, then one that names the others."""
    others = []
    for fact in assessment.unknown_facts:
        if fact.decides:
            yield texts.text(
                "unknown_fact",
                _form(fact),
                name=assessment.municipality.name,
                fact=fact_name(fact, assessment, texts),
                citation="; ".join(fact.citations),
                answers="; ".join(_answers(fact, assessment, texts)),
            )
        else:
            others.append(unknown_fact_text(fact, assessment, texts))
    if others:
        yield texts.text("unknown_fact", "others", facts=", ".join(others))


def unknown_fact_text(fact: UnknownFact, assessment: Assessment, texts: Texts) -> str:
    """Return a fact with the places in the law that ask about it."""
    name, citation = fact_name(fact, assessment, texts), "; ".join(fact.citations)
    return texts.text("unknown_fact", f"asks_{_form(fact)}", fact=name, citation=citation)


def fact_name(fact: UnknownFact, assessment: Assessment, texts: Texts) -> str:
    """Return the name of the attribute, or of the field."""
    if fact.attribute is not None:
        return word_name(fact.field, fact.attribute, assessment.rulebook.vocabulary, texts)
    if fact.field.startswith(MEASURED_PREFIX):
        return texts.name(assessment.rulebook.indicators[fact.column].name)
    return texts.text("field", fact.field).removeprefix("the ")


def deciding_verdicts(fact: UnknownFact) -> tuple[Verdict, ...]:
    """Return the verdicts that the fact alone could bring about."""
    return tuple(dict.fromkeys(verdict for verdict in fact.would_give.values() if verdict is not Verdict.UNDETERMINED))


def _form(fact: UnknownFact) -> str:
    if fact.attribute is not None:
        return "attribute"
    return "area" if fact.would_give.keys() <= {"yes", "no"} else "word"


def _answers(fact: UnknownFact, assessment: Assessment, texts: Texts) -> Iterator[str]:
    """Yield what each answer would give; words that give the same stand together."""
    together: dict[tuple[str, Verdict], list[str]] = {}
    for answer, verdict in fact.would_give.items():
        is_word = answer not in {"yes", "no", OTHER}
        shown = word_name(fact.field, answer, assessment.rulebook.vocabulary, texts) if is_word else answer
        together.setdefault(("is" if is_word else answer, verdict), []).append(shown)
    for (key, verdict), words in together.items():
        yield texts.text("unknown_fact", key, words=", ".join(words), verdict=texts.text("verdict_word", verdict))
