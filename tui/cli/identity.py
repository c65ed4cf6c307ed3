"""Who gives the command: the account's person, or – in the sample office only – whoever one wants to be."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from core.errors import ConfigError, UsageError
from core.text import safe
from tui.cli.words import nearest

if TYPE_CHECKING:
    from core.office.office import Establishment


def sign_in(establishment: Establishment, wanted: str | None, note: Callable[[str], None]) -> str:
    """The person's id. Raises UsageError where `wanted` may not be chosen, ConfigError for nobody's account."""
    if wanted is not None:
        return _chosen(establishment, wanted)
    own = person_of_account(establishment)
    if own is not None:
        return own
    if establishment.sample:
        return _sample_default(establishment, note)
    raise ConfigError(
        f"Tài khoản «{safe(account_name())}» chưa gắn với ai trong Văn phòng: "
        "người quản trị ghi tài khoản này vào sign_in của một người rồi chạy «vptu config apply TỆP»."
    )


def person_of_account(establishment: Establishment) -> str | None:
    """Whom the configuration gives this account to."""
    account = account_name()
    return next((p.id for p in establishment.people.values() if account in p.sign_in), None)


def _chosen(establishment: Establishment, wanted: str) -> str:
    if not establishment.sample:
        raise UsageError(
            "--as chỉ dùng được ở văn phòng mẫu; ở Văn phòng này mỗi người làm bằng tài khoản của mình, hãy bỏ --as."
        )
    return known_person(establishment, wanted, "--as")


def known_person(establishment: Establishment, person: str, where: str) -> str:
    """The id itself. Raises UsageError with the nearest id and all that exist."""
    if person in establishment.people:
        return person
    known = list(establishment.people)
    shown = ", ".join(known) if len(known) <= 30 else f"{', '.join(known[:30])} … ({len(known)} người)"
    raise UsageError(
        f"{where}: không có ai mang mã «{safe(person)[:60]}» trong Văn phòng{nearest(person, known)}; các mã: {shown}."
    )


def _sample_default(establishment: Establishment, note: Callable[[str], None]) -> str:
    person = establishment.head or next(iter(establishment.people))
    name = establishment.people[person].name
    note(f"Văn phòng mẫu: đang làm với tư cách {name} ({person}); chọn người khác bằng --as NGƯỜI.")
    return person


def account_name() -> str:
    """By the process's user number: variables of the environment can be set to anybody."""
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
