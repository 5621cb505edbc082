"""Packages whose modules register themselves: each module offers one form of something that can be shown or written."""

import importlib
import pkgutil
import sys
from typing import Generic, TypeVar, cast

Form = TypeVar("Form")


class Registry(Generic[Form]):
    """The forms of one subject, each offered by a module of a package.

    A module registers itself by its name: ``assessment_as_json`` offers the form ``json`` of the subject
    ``assessment``. The package is listed, but a module is imported only when its form is used, so that a command
    starts without them.

    Args:
        package: the name of the package, which must have been imported.
        default: the form that is used if none is asked for.
    """

    def __init__(self, package: str, subject: str, default: str) -> None:
        self._package = package
        self._prefix = f"{subject}_as_"
        self.default = default

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the forms: the default, then the others in alphabetical order."""
        modules = pkgutil.iter_modules(sys.modules[self._package].__path__)
        found = {module.name.removeprefix(self._prefix) for module in modules if module.name.startswith(self._prefix)}
        return (self.default, *sorted(found - {self.default}))

    def __getitem__(self, name: str) -> Form:
        """Return the module that offers a form.

        Raises:
            KeyError: no module offers it.
        """
        if name not in self.names:
            raise KeyError(name)
        return cast("Form", importlib.import_module(f"{self._package}.{self._prefix}{name}"))
