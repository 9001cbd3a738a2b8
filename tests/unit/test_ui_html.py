"""Writing HTML: nothing from outside becomes markup."""

import pickle

import pytest

from dashboard.ui.html import Html, element, join, paragraphs, text

HOSTILE = "<script>alert('1')</script> & \"more\""


def test_text_is_escaped():
    assert text(HOSTILE) == "&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt; &amp; &quot;more&quot;"


def test_text_is_escaped_once():
    assert text(text(HOSTILE)) == text(HOSTILE)


def test_attributes_are_escaped_and_none_left_out():
    assert element("td", title='"><b>', lang=None) == '<td title="&quot;&gt;&lt;b&gt;"></td>'


@pytest.mark.parametrize(
    ("given", "written"), [("class_", "class"), ("aria_label", "aria-label"), ("data_label", "data-label")]
)
def test_names_of_attributes(given, written):
    assert element("p", **{given: "x"}) == f'<p {written}="x"></p>'


def test_children_that_are_markup_stay_markup():
    assert element("p", element("b", "<"), "<") == "<p><b>&lt;</b>&lt;</p>"


def test_elements_without_content():
    assert element("br") == "<br>"


def test_join_escapes_what_is_between_too():
    assert join(["a", "b"], " < ") == "a &lt; b"


def test_paragraphs_part_at_empty_lines():
    assert paragraphs("One\nline\n\n\n\nTwo") == "<p>One\nline</p><p>Two</p>"


def test_markup_survives_a_cache_that_pickles():
    kept = pickle.loads(pickle.dumps(Html("<b>x</b>")))
    assert isinstance(kept, Html)
    assert text(kept) == "<b>x</b>"
