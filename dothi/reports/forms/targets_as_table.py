"""The programme's targets as a table for a terminal."""

import datetime
from collections.abc import Sequence

from classifier.assessment.targets import TargetAnswer
from criteria.data_source import DataSource
from dothi.reports.forms import Rendering
from dothi.reports.target_table import print_targets
from dothi.reports.texts import Texts


def render(
    answers: Sequence[TargetAnswer], day: datetime.date, texts: Texts, source: DataSource | None = None
) -> Rendering:
    """Draw where the targets stand on a day."""
    return lambda console: print_targets(answers, day, texts, console, source)
