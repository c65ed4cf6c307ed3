"""The machine the tests run on, sealed: no user's home, settings, language, zone or clock gets in.

The zone of the machine is deliberately not the office's: whoever asks the machine for the time gets a wrong answer.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.office import SampleStore, instant
from tui.house import House

NOW = instant("2024-10-08 08:00")
"""Tuesday: a working week without a holiday, in the middle of the regulation's life."""
_LEFT_OUT = ("VPTU_", "TEXTUAL", "LC_")
_KEPT = ("VPTU_KILLS", "TEXTUAL_SNAPSHOT_TEMPDIR")
"""How long the kill loop runs is asked for from outside; the other is the picture plugin's own."""
_SEALED = {"TZ": "Pacific/Honolulu", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}

settings.register_profile(
    "fast", max_examples=100, deadline=None, derandomize=True, database=None,
    suppress_health_check=(HealthCheck.too_slow,),
)  # fmt: skip
settings.register_profile("thorough", settings.get_profile("fast"), max_examples=2_000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


def pytest_configure() -> None:
    for name in [name for name in os.environ if name.startswith(_LEFT_OUT)]:
        if name not in _KEPT:
            del os.environ[name]
    os.environ.update(_SEALED)
    time.tzset()


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """A file's bytes are no name for a test: an archive holds the second in which it was made, and two workers that
    collect in different seconds would then disagree on what there is to run."""
    return argname if isinstance(val, bytes) and len(val) > 40 else None


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of nobody's, for this process and those it starts."""
    made = tmp_path_factory.mktemp("home")
    os.environ["HOME"] = str(made)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(made / name.lower())
    return made


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> SampleStore:
    """A store with the sample office, made once and copied for each test."""
    return SampleStore.make(tmp_path_factory.mktemp("template"))


@pytest.fixture
def house(sample_store: SampleStore, tmp_path: Path) -> Iterator[House]:
    """The sample office on 08/10/2024 at 08:00, in a store of its own; its clock can be moved."""
    with sample_store.house(tmp_path / "office.db", NOW) as made:
        yield made
