"""What the validators share: the two sites that they look at, one after the other."""

from pathlib import Path

import pytest


@pytest.fixture(params=["seed_site", "large_site"])
def site(request: pytest.FixtureRequest) -> Path:
    """Each of the two sites."""
    folder: Path = request.getfixturevalue(request.param)
    return folder
