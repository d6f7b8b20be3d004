"""Entries of PDF dictionaries that may be missing, indirect or of another type than they should be."""

from __future__ import annotations

from pypdf.generic import ArrayObject, DictionaryObject, PdfObject


def dictionary(holder: DictionaryObject, key: str) -> DictionaryObject:
    """The dictionary under a key, an empty one where there is none."""
    found = resolved(holder.get(key))
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def array(holder: DictionaryObject, key: str) -> ArrayObject:
    """The array under a key, an empty one where there is none; anything else stands alone in one."""
    found = resolved(holder.get(key))
    if found is None:
        return ArrayObject()
    return found if isinstance(found, ArrayObject) else ArrayObject([found])


def dictionaries(entries: ArrayObject) -> list[DictionaryObject]:
    """The entries of an array that are dictionaries."""
    return [each for entry in entries if isinstance(each := resolved(entry), DictionaryObject)]


def resolved(value: object) -> PdfObject | None:
    """The object that a reference stands for."""
    return value.get_object() if isinstance(value, PdfObject) else None
