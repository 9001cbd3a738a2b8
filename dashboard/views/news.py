"""Whether the latest figure is news: the verdict with everything it rests on, each in words."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.vocabulary import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherForm:
    """Another form of the same measure that is judged: what its signal is, and which form to show for it."""

    words: str
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsView:
    """The verdict, its grounds as names and sentences, the fuller sentence for heads of service, and how to read it."""

    verdict: str
    grounds: tuple[tuple[str, str], ...] = ()
    heads: str = ""
    other_form: OtherForm | None = None
    how_to_read: tuple[str, ...] = ()


NO_NEWS = NewsView(verdict="")
