"""``dothi plan``: what would it take for a municipality to reach a type, and what does it cost at least?"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from classifier.assessment.assessor import Assessor
from classifier.assessment.assessors import Assessors
from classifier.assessment.question import Question
from criteria.law import Law
from criteria.municipality import Dataset
from criteria.number_text import integer_from_text
from criteria.price_list import NO_PRICES, PriceList
from criteria.quantity import QuantityRefused
from criteria.rule_files.library import Library
from criteria.rule_files.price_lists import read_prices
from criteria.rulebook import Rulebook
from criteria.standard import POINT_DECIMALS, Standard
from criteria.type_of_day import NEXT
from dothi.commands.next_type import next_type, refuse_without_order
from dothi.commands.options import (
    DataOption,
    DayOption,
    DecimalOption,
    FamilyOption,
    LawOption,
    ReadingOption,
    SureOption,
    VerifiedOnlyOption,
    chosen_law,
    data_path,
    dataset_from,
    form_option,
    refuse_blank_kinds,
    sureness,
)
from dothi.commands.output_options import ForceOption, OutputOption, deliver, refuse_output, tell_written
from dothi.commands.rules_at_hand import library_at_hand
from dothi.commands.terminal import (
    Answered,
    DecimalSign,
    Language,
    LanguageOption,
    day_from,
    refuse,
)
from dothi.ends import EXIT_USAGE
from dothi.planner.path import PathStatus
from dothi.reports.forms import BUDGET_FORMS, PATH_FORMS
from dothi.reports.texts import Texts, texts_in
from dothi.whole_files import whole_files

if TYPE_CHECKING:  # every other command starts without the planner
    from dothi.planner.within_budget import BudgetPlan

Answer = TypeVar("Answer")

_DECIMAL_COMMA = re.compile(r"([0-9]+),([0-9]{1,2}|[0-9]{4})", re.ASCII)
"""A number with a decimal comma that cannot be one of thousands."""
EXIT_OF_STATUS = {PathStatus.INFEASIBLE: 1, PathStatus.UNDETERMINED: 3}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("plan")(plan)


def plan(
    municipality: Annotated[
        str | None, typer.Argument(help="Mã đô thị. The municipality (id).", show_default=False)
    ] = None,
    to: Annotated[
        str, typer.Option("--to", help="Loại cần đạt; mặc định loại kế tiếp. The type to reach; the next by default.")
    ] = NEXT,
    every: Annotated[
        bool,
        typer.Option(
            "--all", help="Mọi đô thị: đô thị nào đạt được với ngân sách. Every town: which reach it for a budget."
        ),
    ] = False,
    data: DataOption = None,
    law: LawOption = None,
    as_of: DayOption = None,
    family: FamilyOption = None,
    reading: ReadingOption = None,
    sure: SureOption = None,
    verified_only: VerifiedOnlyOption = False,
    costs: Annotated[
        Path | None,
        typer.Option("--costs", help="Tệp đơn giá (.yaml, .csv). The file of prices.", show_default=False),
    ] = None,
    margin: Annotated[
        str, typer.Option("--margin", help="Số điểm dư. Points to spare above the pass mark.", metavar="POINTS")
    ] = "0",
    budget: Annotated[
        int | None, typer.Option("--budget", min=0, help="Chi phí nhiều nhất. The most it may cost.")
    ] = None,
    fix: Annotated[
        list[str] | None,
        typer.Option("--fix", help="Tiêu chuẩn phải nâng. A standard that must be raised (id or code)."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", help="Tiêu chuẩn giữ nguyên. A standard that cannot be raised (id or code)."),
    ] = None,
    curve: Annotated[
        bool, typer.Option("--curve", help="Chi phí của mỗi tổng điểm. The least cost of every total of points.")
    ] = False,
    top: Annotated[
        int,
        typer.Option(
            "--top",
            min=0,
            max=20,
            help="Với mỗi tiêu chuẩn, phương án rẻ nhất quyết định khác đi về nó; in chừng này phương án. "
            "For each standard the cheapest plan that decides otherwise about it; print so many.",
        ),
    ] = 0,
    template: Annotated[
        bool,
        typer.Option("--template", help="In tệp đơn giá để điền. Print a file of prices to fill in instead."),
    ] = False,
    form: Annotated[str, form_option(PATH_FORMS)] = PATH_FORMS.default,
    output: OutputOption = None,
    force: ForceOption = False,
    decimal: DecimalOption = DecimalSign.POINT,
    lang: LanguageOption = Language.VI,
    exit_code: Annotated[
        bool,
        typer.Option(
            "--exit-code", help="Mã thoát 1: không thể, 3: chưa xác định. Exit 1: infeasible, 3: undetermined."
        ),
    ] = False,
) -> None:
    """Cần làm gì trước để đạt một loại? Find the cheapest provable path to a type."""
    from dothi.commands.plan_all import AskedOfAll, plan_of_all
    from dothi.planner.find_path import Planner, Request
    from dothi.planner.open_rules import open_rules
    from dothi.reports.price_template import price_template

    texts = texts_in(lang)
    if (municipality is None) is not every or (every and (fix or without or curve or top or template or exit_code)):
        refuse(texts.text("plan", "one_or_all"), EXIT_USAGE)
    _refuse_mismatched(form, output, every, template, texts)
    if output is not None:
        refuse_output(output, texts, force, (data_path(data), *([costs] if costs else [])))
    points = _margin(margin, texts)
    library = library_at_hand(texts)
    day = day_from(as_of, texts)
    chosen = chosen_law(library, law, family, day, texts, None if to == NEXT else to)
    if to == NEXT:
        refuse_without_order(library, chosen, law is not None, day, texts)
    dataset = dataset_from(library, data, decimal, texts, day)
    prices = prices_of(costs, library, dataset, chosen)
    if municipality is None:
        of_all = AskedOfAll(
            library, dataset, chosen, law is not None, day, to, reading, sureness(sure, verified_only), prices, points
        )
        _deliver_all(_guarded(lambda: plan_of_all(of_all, budget, texts), texts), form, texts, output, force)
        return
    subject = dataset.subject(municipality, day, chosen.data_day(day))
    refuse_blank_kinds(subject)
    if to == NEXT:
        to = next_type(subject, chosen, texts)
    rulebook = library.rulebook(chosen)
    asked = rulebook.for_type(to, subject.municipality.kind)
    must, held = _indicators(fix, asked, texts), _indicators(without, asked, texts)
    for code in must.keys() & held.keys():
        refuse(texts.text("plan", "fixed_and_excluded", code=must[code].code), EXIT_USAGE)
    request = Request(
        Question(to, day, reading, sureness(sure, verified_only)),
        prices,
        margin=points,
        budget=budget,
        must=frozenset(must),
        held=frozenset(held),
        wants_curve=curve,
        most_alternatives=top,
    )
    with (
        Assessors(library.rulebook_in_force) as assessors,
        Assessor(rulebook, library.tasks, assessors.find) as assessor,
    ):
        if template:
            deliver(price_template(assessor.assess(subject, request.question), texts), texts, output, force)
            return
        path = _guarded(lambda: Planner(assessor).path(subject, request), texts)
        if path.lower != path.upper or path.status is PathStatus.UNDETERMINED:
            path = replace(path, open_rules=open_rules(assessor.judge(subject, request.question)))
    deliver(PATH_FORMS[form].render(path, texts), texts, output, force)
    if exit_code:
        raise Answered(EXIT_OF_STATUS.get(path.status, 0))


def _guarded(find: Callable[[], Answer], texts: Texts) -> Answer:
    """Return what the planner finds; end the command where projects keep it from an answer."""
    from dothi.planner.highs import HighsMissing
    from dothi.planner.project_sets import TooManySets
    from dothi.planner.with_projects import MOST_ON_ONE, TooManyProjects

    try:
        return find()
    except HighsMissing:
        refuse(texts.text("plan", "planner_is_missing"), EXIT_USAGE)
    except TooManyProjects:
        refuse(texts.text("plan", "too_many_projects", most=str(MOST_ON_ONE)), EXIT_USAGE)
    except TooManySets:
        refuse(texts.text("plan", "too_many_sets"), EXIT_USAGE)


def _refuse_mismatched(form: str, output: Path | None, every: bool, template: bool, texts: Texts) -> None:
    """End the command where the form, the name of the output and what is asked contradict each other."""
    if template and form != PATH_FORMS.default:
        refuse(texts.text("plan", "template_has_no_form", form=form), EXIT_USAGE)
    if output is None or not _is_workbook(output):
        return
    path = str(output)
    if not every:
        refuse(texts.text("plan", "workbook_of_all", path=path), EXIT_USAGE)
    if form != BUDGET_FORMS.default:
        refuse(texts.text("plan", "workbook_or_form", path=path, form=form), EXIT_USAGE)


def _is_workbook(output: Path) -> bool:
    return output.suffix.lower() == ".xlsx"


def _deliver_all(found: "BudgetPlan", form: str, texts: Texts, output: Path | None, force: bool) -> None:
    if output is None or not _is_workbook(output):
        deliver(BUDGET_FORMS[form].render(found, texts), texts, output, force)
        return
    from dothi.reports.budget_table import write_budget

    with whole_files(replaces=force) as files:
        write_budget(found, files.beside(output), texts)
    tell_written(output, texts)


def prices_of(costs: Path | None, library: Library, dataset: Dataset, law: Law) -> PriceList:
    """Return the prices of a file, to plan by a law; none without one.

    Raises:
        UnsoundData: the file is unsound.
    """
    if costs is None:
        return NO_PRICES
    requirements = library.rulebook(law).member_units
    of_units = frozenset(indicator for one in requirements for indicator in one.points.values())
    return read_prices(costs, library.indicators, dataset.municipalities, of_units)


def _margin(text: str, texts: Texts) -> int:
    try:
        with_comma = _DECIMAL_COMMA.fullmatch(text.strip())
        points = integer_from_text(".".join(with_comma.groups()) if with_comma else text, POINT_DECIMALS)
    except QuantityRefused:
        points = -1
    if points < 0:
        refuse(texts.text("plan", "bad_margin", text=text), EXIT_USAGE)
    return points


def _indicators(names: list[str] | None, rulebook: Rulebook, texts: Texts) -> dict[str, Standard]:
    """Return the standards that are named by id or code, by indicator."""
    found = {}
    for name in names or ():
        standard = next((known for known in rulebook.standards if name in {known.id, known.code}), None)
        if standard is None:
            _refuse_requirement(name, rulebook, texts)
            refuse(texts.text("plan", "unknown_standard", law=rulebook.law.id, name=name), EXIT_USAGE)
        found[standard.indicator] = standard
    return found


def _refuse_requirement(name: str, rulebook: Rulebook, texts: Texts) -> None:
    """End the command if a name is that of what is asked of units, which is no standard."""
    for asked in rulebook.member_units:
        if name in {asked.id, *asked.points.values()}:
            refuse(texts.text("plan", "unit_not_excluded", name=name, text=asked.text), EXIT_USAGE)
