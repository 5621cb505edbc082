"""The programme's targets as a table for a terminal."""

import datetime
from collections.abc import Sequence

from classifier.assessment.targets import TargetAnswer
from dothi.reports.forms import Rendering
from dothi.reports.target_table import print_targets
from dothi.reports.texts import Texts


def render(answers: Sequence[TargetAnswer], day: datetime.date, texts: Texts) -> Rendering:
    """Draw where the targets stand on a day."""
    return lambda console: print_targets(answers, day, texts, console)
