"""A cluster that the tests of one file share."""

import pytest

from tests.experiment import clusters


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Two workers that every test leaves as it found them."""
    with clusters.running(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster
