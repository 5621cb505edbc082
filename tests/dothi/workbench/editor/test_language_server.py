"""What an officer sees in an editor: the real yaml-language-server with the committed schema."""

import os
from collections.abc import Iterator

import pytest

from tests.support.language_server import COMMAND_VARIABLE, REQUIRED_VARIABLE, LanguageServer, server_command
from tests.support.paths import ROOT

COMMAND = server_command()
IS_REQUIRED = os.environ.get(REQUIRED_VARIABLE) == "1"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        COMMAND is None and not IS_REQUIRED,
        reason=f"no node, or no yaml-language-server: `make editor` installs it, or {COMMAND_VARIABLE} names it",
    ),
]

RULES = """\
kind: rules
rules:
  - id: islands
    name: {vi: Hải đảo, en: Islands}
    when:
      municipality.attributes: {any_of: [island]}
    then:
      - kind: reduce_minimum
        criteria: ["1"]
        to_percent: 50
    citation: Điều 9
    basis: unverified
"""

FILES = [
    "indicators.yaml",
    "vocabulary.yaml",
    "nq-111-2025/law.yaml",
    "nq-1210-2016/criterion-5-infrastructure.yaml",
    "nq-1210-2016/sources.yaml",
    "nq-1210-2016/cases/tuan-giao.yaml",
    "nq-1211-2016/class-12-4-development.yaml",
    "nq-1211-2016/formation.yaml",
    "nq-112-2025/mountains-islands.yaml",
    "nq-27-2022/islands.yaml",
    "nq-111-2025/counting-I-role-economy.yaml",
    "tra-vinh-2025/tasks.yaml",
    "tra-vinh-2025/targets.yaml",
    "ward-nq-1210-2016/town-types.yaml",
]
"""At least one shipped rule file of each kind."""


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    """A running server."""
    assert COMMAND is not None, f"{REQUIRED_VARIABLE}=1, and there is no yaml-language-server"
    with LanguageServer(COMMAND) as running:
        yield running


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_underlined_in_a_shipped_file(server: LanguageServer, name: str) -> None:
    """The editor reports no problem in files that the loader accepts."""
    text = (ROOT / "rules" / name).read_text("utf-8").replace("# yaml-language-server:", "#")
    assert [] == server.diagnostics(text)


def test_a_misspelt_key_is_underlined_where_it_stands(server: LanguageServer) -> None:
    """An unknown key of an action is reported on its line, and so is the missing key."""
    told = server.diagnostics(RULES.replace("to_percent", "to_percant"))
    assert ['Missing property "to_percent".', "Property to_percant is not allowed."] == [one["message"] for one in told]
    assert {"line": 10, "character": 8} == told[1]["range"]["start"]


def test_an_unknown_kind_is_told_with_those_there_are(server: LanguageServer) -> None:
    """An unknown kind of file is one problem whose message lists every kind."""
    (told,) = server.diagnostics(RULES.replace("kind: rules", "kind: rule"))
    assert {"line": 1, "character": 6} == told["range"]["start"]
    assert '"rules"' in told["message"]
    assert '"criterion"' in told["message"]


def test_the_kind_of_an_action_says_which_keys_it_has(server: LanguageServer) -> None:
    """A key of one kind of action is underlined in another kind."""
    (told,) = server.diagnostics(RULES.replace("reduce_minimum", "exempt"))
    assert "Property to_percent is not allowed." == told["message"]


def test_a_field_that_conditions_do_not_know_is_underlined(server: LanguageServer) -> None:
    """The editor, too, reports a condition on a measured value."""
    (told,) = server.diagnostics(RULES.replace("municipality.attributes", "population"))
    assert "Property population is not allowed." == told["message"]


def test_an_empty_file_is_offered_every_kind(server: LanguageServer) -> None:
    """At ``kind:`` every kind of file is proposed, with a description in both languages."""
    proposed = server.completions("kind: |\n")
    assert {"rules", "law", "criterion", "counting", "cases"} <= proposed.keys()
    assert "Một tiêu chí với các tiêu chuẩn.\n\nOne criterion with its standards." == proposed["criterion"]


def test_an_action_is_offered_its_own_keys(server: LanguageServer) -> None:
    """Within an action only the keys of its kind are proposed."""
    proposed = server.completions(RULES.replace("        to_percent: 50\n", "        |\n"))
    assert {"to_percent", "counted_works", "standards", "groups"} <= proposed.keys()
    assert not {"numerator", "of", "by"} & proposed.keys()
    assert proposed["to_percent"].startswith("Còn lại bao nhiêu phần trăm")


def test_a_condition_is_offered_its_fields(server: LanguageServer) -> None:
    """Under ``when:`` the fields are proposed."""
    proposed = server.completions(RULES.replace("      municipality.attributes: {any_of: [island]}\n", "      |\n"))
    assert {"municipality.region", "municipality.inner_area", "part_of.kind", "all", "not"} <= proposed.keys()


def test_a_word_is_offered_with_its_meaning(server: LanguageServer) -> None:
    """At ``basis:`` the words are proposed, each with its meaning in both languages."""
    proposed = server.completions(RULES.replace("basis: unverified", "basis: |"))
    assert ["two-sources", "one-source", "seed", "unverified", "signed-off", "official-text"] == list(proposed)
    assert "Hai văn bản công khai độc lập cùng nêu. / Two independent public texts state it." == proposed["two-sources"]


@pytest.mark.parametrize(
    ("marked", "vietnamese", "english"),
    [
        ("ki|nd: rules", "Tệp này, hoặc mục này, là loại gì.", "What this file, or this entry, is."),
        ("    wh|en:", "Khi nào quy định áp dụng", "When the rule applies; if there are several keys, all must hold."),
        ("any|_of:", "Trường này là một trong các từ này", "The field is one of these words"),
        ("to_per|cent:", "Còn lại bao nhiêu phần trăm", "The percentage that remains"),
        ("cita|tion:", "Văn bản nói điều này ở đâu", "Where the document states it"),
        ("bas|is:", "Con số được biết chắc đến đâu.", "How well the number is known."),
    ],
)
def test_a_key_is_told_in_both_languages(server: LanguageServer, marked: str, vietnamese: str, english: str) -> None:
    """Hovering over a key shows its meaning, Vietnamese first."""
    text = server.hover(RULES.replace(marked.replace("|", ""), marked, 1))
    assert 0 <= text.index(vietnamese) < text.index(english)


def test_a_word_under_the_cursor_is_told(server: LanguageServer) -> None:
    """Hovering over a basis shows the meaning of the word."""
    text = server.hover(RULES.replace("unverified", "unver|ified"))
    assert "Tin là đúng nhưng chưa so với bản chính thức" in text
