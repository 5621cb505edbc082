"""Files of one mebibyte that cost the loader time or memory; run as a program, this prints the cost of each.

Each file is added to the rules of the toy laws; loading and linting all of them is measured.
"""

import itertools
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from dothi.workbench.lint.run import findings
from dothi.workbench.lint.survey import Survey
from tests.support.example_folders import copy_of_toy_rules, diagnostics_of_rules, sentences
from tests.support.paths import ROOT, TOY_RULES

MEBIBYTE = 1024 * 1024
LAW = "toy-law"


def filled(head: str, unit: str | Callable[[int], str], tail: str = "", most: int = MEBIBYTE) -> str:
    """A text of up to a mebibyte: a head, as many units as fit but no more than ``most``, and a tail."""
    room = MEBIBYTE - len((head + tail).encode())
    if isinstance(unit, str):
        return head + unit * min(room // len(unit.encode()), most) + tail
    ends = itertools.accumulate(len(unit(number).encode()) for number in range(most))
    fitting = itertools.takewhile(lambda end: end <= room, ends)
    return head + "".join(unit(number) for number, _ in enumerate(fitting)) + tail


NAME = "name: {vi: a, en: b}"
IN_FORMAT = NAME.replace("{", "{{").replace("}", "}}")
RULE = "  - {{id: r{0}, " + IN_FORMAT + ", when: {1}, then: [{2}], citation: c, basis: seed}}\n"
STANDARD = (
    "  - {{id: s{0}, code: c{0}, " + IN_FORMAT + ", indicator: {1}, citation: c,"
    " points: {{minimum: 1, maximum: 2, basis: [seed, seed]}},"
    " levels: {{GOLD: {{minimum: {2}, maximum: {3}, basis: [seed, seed]}},"
    " SILVER: {{minimum: 1, maximum: 2, basis: [seed, seed]}}}}}}\n"
)
CRITERION = (
    "kind: criterion\ncriterion: '3'\nname: {vi: a, en: b}\ncitation: c\npoints: {maximum: 9, basis: [null, seed]}\n"
)
CASE = "  - {{id: c{0}, text: t, source: s, type: {1}, municipality: {{kind: town}}, total: {{lower: {2}}}}}\n"
ISLAND = "{municipality.attributes: {is: island}}"
EXEMPT = "{kind: exempt, standards: [water]}"
LONG = "x" * 70


def words(number: int) -> str:
    """A condition with many words."""
    return "{municipality.current_type: {any_of: [" + ", ".join(f"m{n}" for n in range(number)) + "]}}"


def of_shipped(name: str) -> str:
    """A shipped file, repeated until it fills a mebibyte."""
    text = (ROOT / "rules" / name).read_text("utf-8")
    return (text * (MEBIBYTE // len(text.encode()) + 1)).encode()[:MEBIBYTE].decode("utf-8", "ignore")


FILES: dict[str, tuple[str, str]] = {
    "brackets": ("more.yaml", "[" * MEBIBYTE),
    "braces": ("more.yaml", filled("", "{a: ")),
    "dashes": ("more.yaml", filled("", "- ")),
    "list of words": ("more.yaml", filled("kind: sources\nsources: [", "a,", "]\n")),
    "list of mappings": ("more.yaml", filled("kind: criterion\nstandards:\n", "- {}\n", most=29_000)),
    "list of long words": ("more.yaml", filled("kind: sources\nsources:\n", lambda n: f"- {LONG}{n}\n")),
    "one key many times": ("more.yaml", filled("", "a:\n")),
    "many unknown keys": ("more.yaml", filled("kind: sources\n", lambda n: f"key-{n}{LONG}: 1\n")),
    "one long text": ("more.yaml", filled("kind: sources\nsources: [{id: ", "a", "}]\n")),
    "one long quoted text": ("more.yaml", filled('kind: sources\nsources: [{id: "', "\\u0110", '"}]\n')),
    "one long key": ("more.yaml", filled("kind: sources\n? ", "a", "\n: 1\n")),
    "anchors": ("more.yaml", filled("", "- &a x\n")),
    "aliases": ("more.yaml", filled("- &a [x]\n", "- *a\n")),
    "tags": ("more.yaml", filled("", "- !!python/object:x y\n")),
    "documents": ("more.yaml", filled("", "---\n")),
    "comments": ("more.yaml", filled("", "# x\n")),
    "blank lines": ("more.yaml", filled("a: 1", "\n")),
    "many digits": ("more.yaml", filled(CRITERION + "standards: [{id: ", "9", "}]\n")),
    "rules": ("more.yaml", filled("kind: rules\nrules:\n", lambda n: RULE.format(n, ISLAND, EXEMPT), most=1_700)),
    "rules on every criterion": (
        "more.yaml",
        filled(
            "kind: rules\nrules:\n",
            lambda n: RULE.format(n, ISLAND, "{kind: exempt, criteria: ['1', '2'], groups: [town-works]}"),
            most=1_400,
        ),
    ),
    "rules that contradict each other": (
        "more.yaml",
        filled(
            "kind: rules\nrules:\n",
            lambda n: RULE.format(n, ISLAND, f"{{kind: reduce_minimum, standards: [water], to_percent: {n % 99}}}"),
            most=1_700,
        ),
    ),
    "rules of unknown names": (
        "more.yaml",
        filled("kind: rules\nrules:\n", lambda n: RULE.format(n, ISLAND, f"{{kind: exempt, standards: [wat{n}]}}")),
    ),
    "condition of many words": ("more.yaml", "kind: rules\nrules:\n" + RULE.format(1, words(25_000), EXEMPT)),
    "condition of unknown words": (
        "more.yaml",
        "kind: rules\nrules:\n" + RULE.format(1, words(25_000).replace(".id", ".region"), EXEMPT),
    ),
    "condition of many parts": (
        "more.yaml",
        filled("kind: rules\nrules:\n  - {id: r, " + NAME + ", when: {any: [", ISLAND + ", ",
               ISLAND + "]}, then: [" + EXEMPT + "], citation: c, basis: seed}\n", most=7_000),
    ),
    "unknown sources": (
        "more.yaml",
        filled(CRITERION + "sources: [", lambda n: f"toy-gazette-{n}, ", "x]\n", most=25_000),
    ),
    "standards": (
        "more.yaml",
        filled(CRITERION + "standards:\n", lambda n: STANDARD.format(n, "water", 1, 2), most=1_000),
    ),
    "standards of unknown indicators": (
        "more.yaml",
        filled(CRITERION + "standards:\n", lambda n: STANDARD.format(n, f"wate{n}", 1, 2), most=1_000),
    ),
    "standards with levels crossed": (
        "more.yaml",
        filled(CRITERION + "standards:\n", lambda n: STANDARD.format(n, "water", 9, 2), most=1_000),
    ),
    "indicators": (
        "../indicators.yaml",
        filled("kind: indicators\nindicators:\n", lambda n: f"  - {{id: i{n}, " + NAME
               + ", decimals: 1, better: higher, lowest: 0, highest: 1}\n", most=2_900),
    ),
    "cases": (
        "cases/more.yaml",
        filled("kind: cases\ncases:\n", lambda n: CASE.format(n, "GOLD", 1), most=2_900),
    ),
    "cases of unknown types": (
        "cases/more.yaml",
        filled("kind: cases\ncases:\n", lambda n: CASE.format(n, f"GOL{n}", 1), most=2_900),
    ),
    "criterion 5, again and again": ("more.yaml", of_shipped("nq-1210-2016/criterion-5-infrastructure.yaml")),
    "tasks, again and again": ("tasks.yaml", of_shipped("tra-vinh-2025/tasks.yaml")),
    "cases, again and again": ("cases/more.yaml", of_shipped("nq-1211-2016/cases/in-proportion.yaml")),
}  # fmt: skip
"""What stands where, as seen from the folder of the toy law."""


LONG = 0.5
"""Seconds after which a file is tried again."""


def memory(key: str) -> float:
    """What the kernel says of the memory of this process, in MB: ``VmRSS`` now, ``VmHWM`` at the most."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    kibibytes = next(line.split()[1] for line in lines if line.startswith(f"{key}:"))
    return int(kibibytes) * 1024 / 1e6


def cost(name: str) -> tuple[float, float]:
    """The seconds needed to load, and to lint, the toy laws with one of these files added."""
    target, text = FILES[name]
    with TemporaryDirectory() as folder:
        rules = copy_of_toy_rules(Path(folder))
        path = rules / LAW / target
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        start = time.process_time()
        diagnostics = diagnostics_of_rules(rules)
        loaded = time.process_time()
        for diagnostic in diagnostics:
            sentences(diagnostic)
        between = time.process_time()
        findings(Survey(rules))
        return loaded - start, time.process_time() - between


def least_cost(name: str) -> tuple[float, float]:
    """Like `cost`, but the least of three runs if the first took long, because other programs share the processor."""
    tries = [cost(name)]
    if max(tries[0]) > LONG:
        tries += [cost(name), cost(name)]
    loading, linting = zip(*tries, strict=True)
    return min(loading), min(linting)


def main() -> None:
    """Print the cost of each file and the peak memory of the program, as JSON."""
    findings(Survey(TOY_RULES))  # what Python does once only
    before = memory("VmRSS")
    costs = {name: least_cost(name) for name in FILES}
    json.dump({"seconds": costs, "megabytes": memory("VmHWM") - before}, sys.stdout)


if __name__ == "__main__":
    main()
