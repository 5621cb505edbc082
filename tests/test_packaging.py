"""The wheel holds all that the command needs, and nothing else."""

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.support.followed_pages import commands_of, shell_lines
from tests.support.interpreters import SUPPORTED, NoInterpreter, interpreter
from tests.support.paths import EXPECTED_OUTPUTS, ROOT
from tests.support.renew_licences import PAGE, PARTS, UnknownLicence, licences_on, pins_of, spelt, written
from tests.support.renew_readme import DEMO, README

pytestmark = pytest.mark.slow

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))
INSTALL_PAGE = ROOT / "docs" / "how-to" / "install.md"
OF_README = commands_of(README.read_text(encoding="utf-8"))


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
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment into which the wheel was installed; it finds the dependencies in this environment."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin" / "python"
    options = ("--no-deps", "--no-index", "--disable-pip-version-check", "--quiet")
    subprocess.run([sys.executable, "-m", "pip", "--python", python, "install", *options, wheel], check=True)
    # A path in a .pth file is searched, but its own .pth files are not read: the editable install stays out of sight.
    dependencies = f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n"
    (site_packages(folder) / "dependencies.pth").write_text(dependencies, encoding="utf-8")
    return folder


def site_packages(environment: Path) -> Path:
    """Return the folder of an environment into which packages are installed."""
    (found,) = environment.glob("lib/python*/site-packages")
    return found


def run_in(environment: Path, folder: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program of an environment in a folder, as a user does."""
    return subprocess.run(
        [environment / "bin" / program, *arguments],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


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


class TestInstalled:
    def test_nothing_of_ours_but_four_names(self, environment: Path) -> None:
        """Only criteria, classifier, cli, dothi and the metadata land in site-packages."""
        metadata = f"dothi-{PROJECT['version']}.dist-info"
        tops = {path.name for path in site_packages(environment).iterdir()}
        assert {"cli.py", "criteria", "classifier", "dothi", metadata} == tops - {"__pycache__", "dependencies.pth"}

    @pytest.mark.parametrize("name", ["commands", "reports", "rules", "examples", "benchmarks", "dothi_data"])
    def test_no_package_of_a_common_name(self, environment: Path, tmp_path: Path, name: str) -> None:
        """Names that others may use are not taken: importing them fails."""
        ended = run_in(environment, tmp_path, "python", "-c", f"import {name}")
        assert 1 == ended.returncode
        assert f"No module named '{name}'" in ended.stderr

    def test_rules_and_examples_travel_in_dothi(self, environment: Path) -> None:
        """The rules and the example are installed inside the package dothi."""
        package = site_packages(environment) / "dothi"
        assert (package / "rules" / "nq-1210-2016" / "law.yaml").is_file()
        assert (package / "examples" / "tra-vinh" / "municipalities.csv").is_file()

    def test_its_version(self, environment: Path, tmp_path: Path) -> None:
        """The installed version is that of ``pyproject.toml``."""
        script = "import importlib.metadata as m, sys; sys.stdout.write(m.version('dothi'))"
        assert PROJECT["version"] == run_in(environment, tmp_path, "python", "-c", script).stdout

    @pytest.mark.parametrize("arguments", OF_README, ids=" ".join)
    def test_every_command_of_the_readme_runs(self, environment: Path, tmp_path: Path, arguments: list[str]) -> None:
        """From any folder each command of the README works, by the rules and the example that were installed."""
        ended = run_in(environment, tmp_path, "dothi", *arguments)
        assert 0 == ended.returncode, ended.stderr
        assert "Traceback" not in ended.stderr
        assert ended.stdout

    def test_it_judges_as_the_checkout_does(self, environment: Path, tmp_path: Path) -> None:
        """The demo prints the same, installed, as it does in the checkout."""
        ended = run_in(environment, tmp_path, "dothi", *DEMO)
        kept = (EXPECTED_OUTPUTS / "demo.vi.txt").read_text(encoding="utf-8")
        assert (0, "") == (ended.returncode, ended.stderr)
        assert kept.startswith(ended.stdout + "\nGiải thích")


def installed_by_the_page(version: str, folder: Path) -> Path:
    """Install as docs/how-to/install.md says, with a Python of this version, and return the environment."""
    if "DOTHI_TRY_PYTHONS" not in os.environ:
        pytest.skip("it takes a minute and the network: set DOTHI_TRY_PYTHONS to try it")
    try:
        python = interpreter(version)
    except NoInterpreter as missing:
        pytest.skip(str(missing))
    checkout = folder / "checkout"
    shutil.copytree(ROOT, checkout, ignore=shutil.ignore_patterns(".*", "__pycache__", "dist", "htmlcov"))
    for line in shell_lines(INSTALL_PAGE.read_text(encoding="utf-8")):
        shell(line.replace("python3 -m venv", f"{python} -m venv"), checkout)
    return checkout / "office"


def shell(line: str, folder: Path) -> str:
    """Run a line in a shell without the variables of this environment's Python, and return what it prints."""
    ours = ("PYTHON", "COV", "VIRTUAL_")
    variables = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    ended = subprocess.run(
        line, shell=True, cwd=folder, env=variables, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert 0 == ended.returncode, f"{line}\n{ended.stdout[-2000:]}{ended.stderr[-2000:]}"
    return ended.stdout


class TestEveryPython:
    @pytest.mark.parametrize("version", SUPPORTED)
    def test_every_command_of_the_readme_runs(self, tmp_path: Path, version: str) -> None:
        """Installed by the lock as the page on installing says, each command of the README works with every Python."""
        environment = installed_by_the_page(version, tmp_path)
        commands = (*map(tuple, OF_README), DEMO)
        runs = {arguments: run_in(environment, tmp_path, "dothi", *arguments) for arguments in commands}
        wrong = {arguments: ended.stderr for arguments, ended in runs.items() if ended.returncode or not ended.stdout}
        kept = (EXPECTED_OUTPUTS / "demo.vi.txt").read_text(encoding="utf-8")
        assert {} == wrong
        assert kept.startswith(runs[DEMO].stdout + "\nGiải thích")
        assert "No broken requirements found.\n" == shell("checkout/office/bin/pip check", tmp_path)

    def test_a_plain_build_on_the_newest_is_refused_with_what_mends_it(self, tmp_path: Path) -> None:
        """Where pip built the engine without the macro, ``check`` says a command, and after that command it works."""
        environment = installed_by_the_page("3.13", tmp_path)
        pip = "checkout/office/bin/pip install --no-cache-dir --no-deps --no-binary durable_rules --force-reinstall"
        try:
            shell(f"{pip} durable_rules==2.0.28", tmp_path)
        except AssertionError as failed:  # a compiler may refuse what does not load
            assert "PyEval_CallObject" in str(failed)
            return
        refused = run_in(environment, tmp_path, "dothi", *DEMO, "--exit-code")
        assert (70, "") == (refused.returncode, refused.stdout)
        assert "undefined symbol: PyEval_CallObject" in refused.stderr
        shell(refused.stderr[refused.stderr.index("CC=") :], tmp_path)
        assert 0 == run_in(environment, tmp_path, "dothi", *DEMO).returncode


class TestVersion:
    def test_the_installed_one(self) -> None:
        """The installed distribution has the version of ``pyproject.toml``."""
        assert PROJECT["version"] == importlib.metadata.version("dothi")

    def test_its_form(self) -> None:
        """The version is three numbers."""
        assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", PROJECT["version"])


class TestRequirements:
    def test_they_are_there(self) -> None:
        """What runs, builds, develops, plans, spreads, audits and is compared with the project is pinned."""
        assert [
            "audit.txt",
            "build.txt",
            "development.txt",
            "peers.txt",
            "planner.txt",
            "runtime.txt",
            "spark.txt",
        ] == [path.name for path in REQUIREMENTS]

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

    def test_what_runs_is_what_was_tested(self) -> None:
        """Each pin of the run-time lock, with its hashes and markers, is that of development or of Windows alone."""
        runtime, tested = (entries_of(ROOT / "requirements" / name) for name in ("runtime.txt", "development.txt"))
        assert {"colorama"} == {name for name, entry in runtime.items() if tested[name] != entry}
        assert "colorama==0.4.6 ; sys_platform == 'win32'" in runtime["colorama"][0]

    def test_what_runs_holds_what_the_project_needs(self) -> None:
        """The run-time lock holds every dependency of the project, and what these need, and nothing more."""
        runtime = set(entries_of(ROOT / "requirements" / "runtime.txt"))
        needed = needs_of("dothi")
        assert set() == needed - runtime
        assert {"colorama"} == runtime - needed

    @pytest.mark.parametrize("need", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["spark"]])
    def test_every_need_has_an_upper_bound(self, need: str) -> None:
        """No dependency of the project may be a major version that nobody has tried."""
        assert re.search("==|,<", need)


def entries_of(path: Path) -> dict[str, tuple[str, frozenset[str]]]:
    """Return the pins of a file of requirements by name, each with its first line and its hashes."""
    entries = re.split(r"^(?=[A-Za-z])", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {
        spelt(re.split(r"[=\[]", entry)[0]): (
            entry.splitlines()[0],
            frozenset(re.findall("--hash=sha256:[0-9a-f]{64}", entry)),
        )
        for entry in entries
    }


def needs_of(project: str) -> set[str]:
    """Return what an installed project needs on this machine, and what that needs, without extras."""
    found: set[str] = set()
    ahead = [project]
    while ahead:
        for need in importlib.metadata.requires(ahead.pop()) or []:
            requirement = Requirement(need)
            name = spelt(requirement.name)
            if name not in found and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
                found.add(name)
                ahead.append(name)
    return found


class TestLicences:
    def test_the_page_is_up_to_date(self) -> None:
        """``make licences`` would change nothing: every pin is there, with what the installed packages state."""
        page = PAGE.read_text(encoding="utf-8")
        assert written(licences_on(page)) == page

    def test_every_pin_is_on_the_page(self) -> None:
        """Each package that runs, tests or builds the project stands on the page in its pinned version."""
        pinned = {(pin.name, pin.version) for _, _, locks in PARTS for lock in locks for pin in pins_of(lock)}
        assert set(licences_on(PAGE.read_text(encoding="utf-8"))) == pinned

    def test_what_is_installed_states_its_own(self) -> None:
        """A licence on the page gives way to what the installed package states."""
        assert "| rich | 15.0.0 | MIT |" in written({("rich", "15.0.0"): "Beerware"} | every_spark("Apache-2.0"))

    def test_nothing_is_guessed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A package that is not installed and not on the page has no licence that could be written."""
        monkeypatch.setattr("tests.support.renew_licences.licence_of", lambda pin: None)
        with pytest.raises(UnknownLicence, match=r"annotated-doc .* is not installed"):
            written({})


def every_spark(licence: str) -> dict[tuple[str, str], str]:
    """A licence for each package of the Spark lock, which not every environment has."""
    return {(pin.name, pin.version): licence for pin in pins_of("spark")}
