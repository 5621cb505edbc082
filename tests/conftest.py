"""Settings and fixtures for all tests."""

import pytest
from hypothesis import settings

from criteria.data_files import read_dataset
from criteria.municipality import Dataset
from criteria.rule_files.library import Library
from criteria.rulebook import Rulebook
from tests.support.paths import COUNTING_RULES, ROOT, TOY_DATA, TOY_RULES

# Time limits of single examples say more of the machine than of the code. `--hypothesis-profile=thorough` looks longer.
settings.register_profile("brisk", deadline=None, max_examples=30, print_blob=True)
settings.register_profile("thorough", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile("brisk")


@pytest.fixture(scope="session")
def toy_library() -> Library:
    """The rules folder of the toy law."""
    return Library(TOY_RULES)


@pytest.fixture(scope="session")
def toy_rulebook(toy_library: Library) -> Rulebook:
    """A complete law of twenty points, small enough to be worked out by hand."""
    return toy_library.rulebook(toy_library.register.law("toy-law"))


@pytest.fixture(scope="session")
def toy_data(toy_library: Library) -> Dataset:
    """Three towns of the toy law."""
    return read_dataset(TOY_DATA, toy_library.vocabulary, toy_library.indicators)


@pytest.fixture(scope="session")
def counting_rulebook() -> Rulebook:
    """A law that counts standards: three of four must be met, one of two in each group."""
    library = Library(COUNTING_RULES)
    return library.rulebook(library.register.law("counting-law"))


@pytest.fixture(scope="session")
def shipped_library() -> Library:
    """The rules that are shipped."""
    return Library(ROOT / "rules")


@pytest.fixture(scope="session")
def shipped_rulebook(shipped_library: Library) -> Rulebook:
    """Resolution 1210/2016 as it is shipped."""
    return shipped_library.rulebook(shipped_library.register.law("nq-1210-2016"))


@pytest.fixture(scope="session")
def example_data(shipped_library: Library) -> Dataset:
    """The towns of Trà Vinh as they are shipped."""
    return read_dataset(ROOT / "examples" / "tra-vinh", shipped_library.vocabulary, shipped_library.indicators)
