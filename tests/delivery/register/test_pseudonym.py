import hashlib
from pathlib import Path

import pytest

from reporting.delivery.register.pseudonym import load_key, pseudonym
from reporting.domain.errors import Unusable


def by_hand(key: bytes, message: bytes) -> str:
    """HMAC as RFC 2104 writes it, for a key shorter than a block."""
    block = key.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(each ^ 0x36 for each in block) + message).digest()
    return hashlib.sha256(bytes(each ^ 0x5C for each in block) + inner).hexdigest()


def test_a_pseudonym_is_a_keyed_hash_of_20_digits() -> None:
    for client in ("C-001", "../../etc/passwd", "\u202eName", ""):
        assert pseudonym(b"k" * 32, client) == by_hand(b"k" * 32, client.encode())[:20]
    assert pseudonym(b"other" * 6, "C-001") != pseudonym(b"k" * 32, "C-001")


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "register.key"
    key = load_key(path, create=True)
    assert len(key) == 32 and load_key(path, create=True) == key == load_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["register.key"]
    assert load_key(tmp_path / "other.key", create=True) != key


def test_a_key_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "register.key"
    with pytest.raises(Unusable, match="is missing"):
        load_key(path)
    path.write_text("xyz")
    path.chmod(0o600)
    with pytest.raises(Unusable, match="is no key"):
        load_key(path)
    path.write_text("0" * 64)
    path.chmod(0o640)
    with pytest.raises(Unusable, match="chmod 600"):
        load_key(path)
    with pytest.raises(Unusable, match="cannot be read"):
        load_key(tmp_path)
