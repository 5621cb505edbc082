"""The programme's targets as a Markdown table."""

import datetime
from collections.abc import Sequence

from classifier.assessment.targets import TargetAnswer
from criteria.data_source import DataSource
from dothi.reports.target_table import targets_markdown
from dothi.reports.texts import Texts


def render(answers: Sequence[TargetAnswer], day: datetime.date, texts: Texts, source: DataSource | None = None) -> str:
    """Write where the targets stand on a day."""
    return targets_markdown(answers, day, texts, source)
