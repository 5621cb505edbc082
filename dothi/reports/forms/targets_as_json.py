"""The programme's targets as JSON."""

import datetime
from collections.abc import Sequence

from classifier.assessment.targets import TargetAnswer
from criteria.data_source import DataSource
from dothi.reports.target_table import targets_json
from dothi.reports.texts import Texts


def render(answers: Sequence[TargetAnswer], day: datetime.date, texts: Texts, source: DataSource | None = None) -> str:
    """Write where the targets stand on a day."""
    return targets_json(answers, day, texts, source) + "\n"
