"""Scripts in processes of their own: what may hang, abort the process or eat memory."""

import os
import subprocess
import sys
import textwrap

from tests.support.paths import ROOT


def run_alone(script: str, seconds: int) -> list[int]:
    """Run a script in a process of its own; the numbers that it prints.

    In the script ``resident()`` is the memory of the process in MiB.
    """
    prelude = """
        import os, random
        from pathlib import Path

        from classifier.engines.forward_chaining import ForwardChaining
        from classifier.plan.applied_rules import applied_rules
        from classifier.plan.compiler import compile_plan
        from classifier.engines.reference import judge
        from criteria.condition import field_words
        from criteria.rule_files.library import Library
        from criteria.municipality import Municipality
        from criteria.stated import only
        from criteria.quantity import Interval
        from tests.classifier.engines.test_reference import plan_of, standard

        def resident():
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            return pages * os.sysconf("SC_PAGE_SIZE") // 2**20

        def shipped_plan(target):
            library = Library(Path("rules"))
            rulebook = library.rulebook(library.register.law("nq-1210-2016"))
            town = Municipality("a", "A", "town", inner_area=True, outer_area=True, attributes=only())
            return compile_plan(rulebook, target, applied_rules(rulebook, field_words(town)))

        random = random.Random(1210)

        def town(plan):
            ends = {s.id: (random.randint(s.domain.lower, s.domain.upper), s.domain.upper) for s in plan.standards}
            return {name: Interval(*pair) for name, pair in ends.items()}
        """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(prelude) + textwrap.dedent(script)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr), f"ended with {done.returncode}: {done.stderr}"
    return [int(line) for line in done.stdout.split()]
