"""Proposed cases as a rule file: YAML that an officer reads, checks and confirms, in both languages."""

from collections.abc import Iterable, Iterator

from classifier.plan.judgement import StandardScore
from criteria.law import Law
from criteria.municipality import Municipality
from criteria.number_text import text_from_integer
from criteria.standard import POINT_DECIMALS
from dothi.reports.texts import Texts, printable, texts_in
from dothi.workbench.case_tests.coverage import Boundary
from dothi.workbench.case_tests.example_towns import ORDINARY, ExampleTown
from dothi.workbench.case_tests.proposals import Proposal

HEAD = """\
# yaml-language-server: $schema=../../../docs/schema/rulebook-1.json
#
"""


def proposed_cases_yaml(law: Law, proposals: Iterable[Proposal]) -> str:
    """Return the text of a file for the folder ``cases/`` of the law; each case waits for confirmation."""
    vi, en = texts_in("vi"), texts_in("en")
    lines = [f"# {text.text('case_tests', 'proposed_head', law=law.id)}" for text in (vi, en)]
    cases = [line for proposal in proposals for line in _case(proposal, vi, en)]
    return HEAD + "\n#\n".join(lines) + "\n\nkind: cases\ncases:\n" + "\n".join(cases).rstrip() + "\n"


def _case(proposal: Proposal, vi: Texts, en: Texts) -> Iterator[str]:
    rule = f"-{proposal.rule.id}" if proposal.rule else ""
    kind = proposal.town[0].kind
    text = {language.language: _text(proposal, language) for language in (vi, en)}
    yield f"  - id: proposed-{proposal.type}-{kind}{rule}-{proposal.number}"
    yield f"    # {text['en']}"
    yield f"    text: {_quoted(text['vi'])}"
    yield f"    source: {_quoted(vi.text('case_tests', 'proposed_source'))}"
    yield "    proposed: true"
    yield f"    type: {_quoted(proposal.type)}"
    yield f"    municipality: {municipality_yaml(proposal.town)}"
    yield "    measured:"
    for identifier, (indicator, value) in proposal.measured.items():
        yield f"      {identifier}: {_quoted(indicator.text(value))}"
    yield "    standards:"
    for boundary, score in proposal.scores:
        yield f"      # {_boundary(boundary, vi)} / {_boundary(boundary, en)}"
        yield f"      {_quoted(boundary.standard.code)}: {_expected(score)}"
    yield ""


def _text(proposal: Proposal, texts: Texts) -> str:
    key = "proposed_of_rule" if proposal.rule else "proposed_text"
    facts = {"rule": proposal.rule.name} if proposal.rule else {}
    return texts.text("case_tests", key, type=proposal.type, count=str(len(proposal.scores)), **facts)


def _boundary(boundary: Boundary, texts: Texts) -> str:
    value = texts.value(boundary.indicator, boundary.example)
    name = printable(texts.name(boundary.standard.name))
    return f"{boundary.standard.code} {name}: {value} – {texts.text('mark', boundary.mark.value)}"


def municipality_yaml(example: ExampleTown) -> str:
    """Return the municipality of a case as a YAML flow mapping."""
    town, surroundings = example
    parts = [f"kind: {town.kind}"]
    if town.current_type is not None:
        parts.append(f"current_type: {_quoted(town.current_type)}")
    if town.region is not None:
        parts.append(f"region: {town.region}")
    if town.attributes.words:
        parts.append(f"attributes: [{', '.join(sorted(town.attributes.words))}]")
    if town.formation != ORDINARY:
        parts.append(f"formation: {town.formation}")
    answers = ("budget_level", "has_commune_units", "inner_area", "outer_area")
    parts += [f'{key}: "no"' for key in answers if not getattr(town, key)]
    if surroundings.whole is not None:
        parts.append(f"part_of: {_whole(surroundings.whole)}")
    return "{" + ", ".join(parts) + "}"


def _whole(whole: Municipality) -> str:
    current = f", current_type: {_quoted(whole.current_type)}" if whole.current_type is not None else ""
    return f"{{kind: {whole.kind}{current}}}"


def _expected(score: StandardScore) -> str:
    lower, upper = (text_from_integer(end.points, POINT_DECIMALS) for end in (score.lower, score.upper))
    points = f"points: {lower}" if lower == upper else f"lower: {lower}, upper: {upper}"
    return f"{{{points}, status: {score.status.value}}}"


def _quoted(text: str) -> str:
    """Return a text as a quoted YAML scalar."""
    escaped = printable(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
