"""The wheel holds all that the command needs, and nothing else."""

import importlib.metadata
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import EXPECTED_OUTPUTS, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))
DEMO = ("check", "duyen-hai", "--to", "III", "--as-of", "2021-11-11")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ("--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--quiet", "--wheel-dir", folder)
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, ROOT], check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked, as an installation lays it out."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files(folder: str, pattern: str = "*") -> Iterator[str]:
    """The files below a folder of the checkout, without caches."""
    for path in sorted((ROOT / folder).rglob(pattern)):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(ROOT).as_posix()


class TestWheel:
    def test_sources(self, names: set[str]) -> None:
        """Every module of the command and of its packages is in the wheel."""
        modules = {
            "cli.py",
            *(file for package in ("criteria", "classifier", "dothi") for file in files(package, "*.py")),
        }
        assert set() == modules - names

    def test_catalogues(self, names: set[str]) -> None:
        """The catalogues of both languages are in the wheel."""
        assert {"dothi/reports/catalogue/vi.toml", "dothi/reports/catalogue/en.toml"} <= names

    @pytest.mark.parametrize("folder", ["rules", "examples"])
    def test_data(self, names: set[str], folder: str) -> None:
        """Every file of the rules and the examples is in the wheel, in its data folder."""
        wanted = {f"dothi/{file}" for file in files(folder)}
        assert wanted
        assert set() == wanted - names

    def test_nothing_else(self, names: set[str]) -> None:
        """The wheel puts nothing else beside other people's packages: no tests, no benchmarks, no documents."""
        tops = {name.partition("/")[0] for name in names}
        metadata = f"dothi-{PROJECT['version']}.dist-info"
        assert {"cli.py", "criteria", "classifier", "dothi", metadata} == tops

    def test_no_caches(self, names: set[str]) -> None:
        """No compiled file is shipped."""
        assert [] == [name for name in names if "__pycache__" in name or name.endswith(".pyc")]

    def test_licence(self, names: set[str]) -> None:
        """The licence is shipped."""
        assert f"dothi-{PROJECT['version']}.dist-info/licenses/LICENSE" in names

    def test_the_command(self, installed: Path) -> None:
        """Installing makes the command ``dothi`` of ``cli.main``."""
        (metadata,) = installed.glob("*.dist-info")
        assert "dothi = cli:main" in (metadata / "entry_points.txt").read_text(encoding="utf-8").splitlines()

    def test_its_version(self, installed: Path) -> None:
        """The version in the wheel is that of ``pyproject.toml``."""
        (metadata,) = installed.glob("*.dist-info")
        assert f"Version: {PROJECT['version']}" in (metadata / "METADATA").read_text(encoding="utf-8").splitlines()

    def test_it_works(self, installed: Path, tmp_path: Path) -> None:
        """From any folder the installed files alone judge the example by the rules that came with them."""
        # Without site the editable install of this checkout is out of sight.
        path = f"{installed}:{sysconfig.get_path('purelib')}:{sysconfig.get_path('platlib')}"
        script = "import sys; from cli import main; sys.argv[0] = 'dothi'; main()"
        ended = subprocess.run(
            [sys.executable, "-S", "-c", script, *DEMO],
            cwd=tmp_path,
            env={"PYTHONPATH": path, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        kept = (EXPECTED_OUTPUTS / "demo.vi.txt").read_text(encoding="utf-8")
        assert (0, "") == (ended.returncode, ended.stderr)
        assert kept.startswith(ended.stdout + "\nGiải thích")


class TestVersion:
    def test_the_installed_one(self) -> None:
        """The installed distribution has the version of ``pyproject.toml``."""
        assert PROJECT["version"] == importlib.metadata.version("dothi")

    def test_its_form(self) -> None:
        """The version is three numbers."""
        assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", PROJECT["version"])


def spelt(name: str) -> str:
    """The name of a distribution in its one spelling."""
    return re.sub("[-_.]+", "-", name).lower()


class TestRequirements:
    def test_they_are_there(self) -> None:
        """What builds, develops, spreads and is compared with the project is pinned."""
        assert ["build.txt", "development.txt", "peers.txt", "spark.txt"] == [path.name for path in REQUIREMENTS]

    @pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
    def test_no_address(self, path: Path) -> None:
        """No pin names an index or an address: where packages come from is the user's to say."""
        found = re.findall(
            r"^.*(?:://|--index-url|--extra-index-url|--find-links|^-[if] | @ ).*$", path.read_text(), re.MULTILINE
        )
        assert [] == found

    @pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
    def test_every_pin_is_exact(self, path: Path) -> None:
        """Every requirement is pinned to one version."""
        lines = [line for line in path.read_text().splitlines() if re.match("[A-Za-z]", line)]
        assert lines
        assert [] == [line for line in lines if not re.match(r"[A-Za-z0-9._\[\]-]+==[^ ;]+( ;.*)? \\$", line)]

    @pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
    def test_every_pin_has_its_hash(self, path: Path) -> None:
        """Every requirement carries the hash that pip checks."""
        entries = re.split(r"^(?=[A-Za-z])", path.read_text(), flags=re.MULTILINE)[1:]
        assert [] == [
            entry.partition("==")[0] for entry in entries if not re.search("--hash=sha256:[0-9a-f]{64}", entry)
        ]

    def test_what_the_project_needs_is_pinned(self) -> None:
        """Each dependency of the project is pinned for development."""
        text = (ROOT / "requirements" / "development.txt").read_text(encoding="utf-8")
        pinned = {spelt(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}
        assert set() == {spelt(re.split("[<>=~! ]", need)[0]) for need in PROJECT["dependencies"]} - pinned
