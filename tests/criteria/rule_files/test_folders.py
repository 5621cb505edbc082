import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from criteria.rule_files import folders as places
from tests.support.paths import ROOT


@pytest.fixture
def installed(tmp_path: Path) -> ModuleType:
    """The module as in an installed package, with its data in a folder of their own."""
    (tmp_path / "criteria" / "rule_files").mkdir(parents=True)
    (tmp_path / "dothi" / "rules").mkdir(parents=True)
    (tmp_path / "dothi" / "examples").mkdir()
    (tmp_path / "examples").mkdir()
    copy = shutil.copyfile(str(places.__file__), tmp_path / "criteria" / "rule_files" / "folders.py")
    spec = importlib.util.spec_from_file_location("installed_places", copy)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_in_a_checkout_rules_and_examples_are_beside_the_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout uses its own rules and examples."""
    monkeypatch.delenv(places.RULES_VARIABLE, raising=False)
    assert (ROOT / "rules", ROOT / "examples") == (places.rules_folder(), places.examples_folder())


def test_an_installed_package_carries_its_rules(installed: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package uses the data it carries, whatever folders other packages have put beside it."""
    monkeypatch.delenv(places.RULES_VARIABLE, raising=False)
    data = Path(str(installed.__file__)).parents[2] / "dothi"
    assert (data / "rules", data / "examples") == (installed.rules_folder(), installed.examples_folder())


def test_the_environment_names_another_rules_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DOTHI_RULES names the rules folder, whether it is there or not."""
    monkeypatch.setenv("DOTHI_RULES", str(tmp_path / "mine"))
    assert tmp_path / "mine" == places.rules_folder()


def test_an_empty_variable_names_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """DOTHI_RULES set to nothing is as good as not set."""
    monkeypatch.setenv("DOTHI_RULES", "")
    assert ROOT / "rules" == places.rules_folder()
