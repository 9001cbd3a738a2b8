"""Words of a workbook in labels, and the headings of issues: shown as they are, and in an officer's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.issues import ISSUE_KINDS
from dashboard.ui.issue_titles import TITLES, issue_title
from dashboard.ui.plain_labels import plain_label

JOINER = "\u2060"


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Number of referrals", "Number of referrals"),
        ("*Contacts (MASH) & 5%", r"\*Contacts (MASH) & 5%"),
        ("![x](https://example.invalid/x.png)", rf"!\[x\](https:{JOINER}//example.invalid/x.png)"),
        ("www.example.invalid", f"www{JOINER}.example.invalid"),
        ("a_b$c$ `d` :red[e]", r"a\_b\$c\$ \`d\` :red\[e\]"),
        ("team@example.invalid", f"team{JOINER}@example.invalid"),
        ("C:\\x <b>", r"C:\\x \<b\>"),
    ],
)
def test_no_sign_of_markdown_works_in_a_label(words, label):
    assert plain_label(words) == label


@given(st.text(alphabet="ab :/.@!()[]*_`$<>~\\wW", max_size=40))
def test_a_label_holds_every_letter_and_no_live_sign(words):
    label = plain_label(words)
    assert label.replace(JOINER, "").replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == words
    assert "://" not in label


def test_titles_are_of_codes_that_there_are():
    assert set(TITLES) <= set(ISSUE_KINDS)
    assert len(set(TITLES.values())) == len(TITLES)


@pytest.mark.parametrize("code", ISSUE_KINDS)
def test_every_title_reads_as_words(code):
    title = issue_title(code)
    assert title[0].isupper()
    assert "-" not in title.replace("97-2003", "")
    assert not {"zip", "xlsx", "xml", "Rag", "alias"} & set(title.split())
