"""Sentences by key, in a language, falling back to the default one."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

DEFAULT_LANGUAGE = "zh-Hans"
_PLACEHOLDER = re.compile(r"(?<!\{)\{(\w+)[^{}]*\}(?!\})")


class Texts:
    """All sentences of one language; ``Texts["area.thing"]`` falls back to the default language.

    A key that no language has raises KeyError: it is a fault of the code, not of the user. A
    sentence whose placeholders are not those of the fallback's is not used: nothing could fill it.
    """

    def __init__(
        self, language: str, sentences: Mapping[str, str], fallback: "Texts | None" = None
    ) -> None:
        self.language = language
        self._sentences = {
            key: said
            for key, said in sentences.items()
            if fallback is None or key not in fallback or fits(said, fallback[key])
        }
        self._fallback = fallback

    def __getitem__(self, key: str) -> str:
        if key in self._sentences:
            return self._sentences[key]
        if self._fallback is not None:
            return self._fallback[key]
        raise KeyError(key)

    def __contains__(self, key: str) -> bool:
        return key in self._sentences or (self._fallback is not None and key in self._fallback)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences)

    def find(self, *keys: str) -> str | None:
        """The sentence of the first key that exists."""
        return next((self[key] for key in keys if key in self), None)

    def list_area(self, area: str) -> dict[str, str]:
        """The sentences whose keys begin with ``area.``, by the rest of their key."""
        start = f"{area}."
        keys = dict.fromkeys((*(self._fallback or ()), *self))
        return {key.removeprefix(start): self[key] for key in keys if key.startswith(start)}

    def fill(self, key: str, **words: object) -> str:
        """The sentence with its ``{word}`` placeholders filled."""
        return self[key].format(**words)


def fits(translation: str, source: str) -> bool:
    """Whether a translation has the placeholders of its source, in any order."""
    return set(_PLACEHOLDER.findall(translation)) == set(_PLACEHOLDER.findall(source))


def flatten(tables: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Nested TOML tables as dotted keys."""
    flat: dict[str, str] = {}
    for key, value in tables.items():
        if isinstance(value, Mapping):
            flat |= flatten(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = str(value)
    return flat
