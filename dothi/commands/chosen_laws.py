"""The laws that a command on rule files works on, chosen by id or by a path."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from criteria.bounded_files import is_readable_name, real_path
from criteria.cases import Case
from criteria.diagnostic import NotOnFile, UnsoundRules, shown
from criteria.rule_files.folder_layout import CASES_FOLDER, is_law_folder, rules_folder_of
from criteria.rule_files.library import Library
from criteria.rulebook import Rulebook
from dothi.commands.rules_at_hand import library_at_hand
from dothi.reports.texts import Texts


@dataclass(frozen=True, slots=True)
class ChosenLaw:
    """A law, the library that holds it, and the chosen cases of it."""

    library: Library
    rulebook: Rulebook
    cases: tuple[Case, ...]


def chosen_laws(names: Sequence[str], texts: Texts) -> tuple[ChosenLaw, ...]:
    """Return the named laws, each once, or every law if none is named.

    A name is the id of a law, a rules folder, the folder of a law, or a file of its cases.

    Raises:
        NotOnFile: a name is none of these.
        UnsoundRules: the files are unsound.
    """
    library = library_at_hand(texts)
    if not names:
        return tuple(_whole(library, law.id) for law in library.register.laws)
    return tuple(chosen for name in dict.fromkeys(names) for chosen in _named(library, name, texts))


def _named(library: Library, name: str, texts: Texts) -> Sequence[ChosenLaw]:
    path = Path(name)
    known = [law.id for law in library.register.laws]
    if name in known or not is_readable_name(path, UnsoundRules):
        return [_whole(library, name)]
    if path.is_file() and path.parent.name == CASES_FOLDER:
        whole = _whole(library_at_hand(texts, real_path(path.parent.parent).parent), real_path(path.parent).parent.name)
        cases = tuple(case for case in whole.cases if case.location.path == shown(path))
        return [ChosenLaw(whole.library, whole.rulebook, cases)]
    if is_law_folder(path):
        return [_whole(library_at_hand(texts, rules_folder_of(path)), real_path(path).name)]
    if path.is_dir():
        other = library_at_hand(texts, path)
        return [_whole(other, law.id) for law in other.register.laws]
    raise NotOnFile("law", name, known)


def _whole(library: Library, identifier: str) -> ChosenLaw:
    law = library.register.law(identifier)
    return ChosenLaw(library, library.rulebook(law), library.cases(law))
