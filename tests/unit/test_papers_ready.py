"""The list says which edition a paper names as its own, and at which it was read where that is a later one."""

import pytest

from dashboard.papers.ready import edition_words


@pytest.mark.parametrize(
    ("named", "moment", "words"), [(14, 36, "Edition 14; read at edition 36"), (14, 14, "Edition 14")]
)
def test_the_moment_is_said_where_it_is_another(named, moment, words):
    assert edition_words(named, moment) == words
