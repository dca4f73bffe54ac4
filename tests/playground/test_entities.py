import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.entities import detect, parse_html, to_html, trim, utf16_len
from playground.errors import ApiError

TAGS = ("b", "i", "u", "s", "code", "pre", "tg-spoiler", "blockquote")


def kinds(source: str) -> list[tuple[str, int, int]]:
    return [(e["type"], e["offset"], e["length"]) for e in parse_html(source)[1]]


def test_every_tag_has_its_entity() -> None:
    source = (
        "<strong>a</strong><em>b</em><ins>c</ins><strike>d</strike><del>e</del>"
        '<span class="tg-spoiler">f</span><blockquote expandable>g</blockquote><B>h</B>'
        '<tg-emoji emoji-id="536">i</tg-emoji>'
    )
    assert [kind for kind, _, _ in kinds(source)] == [
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "strikethrough",
        "spoiler",
        "expandable_blockquote",
        "bold",
        "custom_emoji",
    ]


def test_a_link_keeps_its_address_and_code_its_language() -> None:
    text, found = parse_html(
        '<a href="https://x.cn/?a=1&amp;b=2">x</a><a href=\'x.cn\'>y</a><a href="tg://user?id=7">z</a>'
        '<a href="not an address">n</a><a>none</a><pre><code class="language-py">p</code></pre>'
    )
    assert text == "xyznnonep"
    assert found == [
        {"type": "text_link", "offset": 0, "length": 1, "url": "https://x.cn/?a=1&b=2"},
        {"type": "text_link", "offset": 1, "length": 1, "url": "http://x.cn/"},
        {"type": "text_mention", "offset": 2, "length": 1, "user_id": 7},
        {"type": "pre", "offset": 8, "length": 1, "language": "py"},
    ]


def test_named_and_numbered_characters_are_read() -> None:
    assert parse_html("&lt;&gt;&amp;&quot;&#65;&#x1F600;&nbsp;&#xD800;&#0;& x")[0] == (
        '<>&"A😀&nbsp;&#xD800;&#0;& x'
    )


def test_offsets_count_utf16_units() -> None:
    assert kinds("😀<b>中😀</b>") == [("bold", 2, 3)]
    assert utf16_len("a中😀") == 4


def test_stripping_moves_and_drops_entities() -> None:
    text, found = parse_html("  <i> </i><b> x </b> ")
    assert trim(text, found) == ("x", [{"type": "bold", "offset": 0, "length": 1}])
    assert trim(" \n ", [])[0] == ""


def test_nothing_is_found_inside_code_or_links() -> None:
    text, found = parse_html('<code>/a #b</code> <a href="https://x.cn">https://y.cn</a> /c')
    added = [e for e in detect(text, found) if e not in found]
    assert [(e["type"], text[e["offset"] :][: e["length"]]) for e in added] == [("bot_command", "/c")]
    assert detect("a/b 1/2 x@y", []) == []


def test_shown_html_escapes_and_nests() -> None:
    text, found = parse_html('<b>a<i>&lt;b</i></b> <a href="https://x.cn/&quot;">l</a> <pre>p</pre>')
    assert to_html(text, found) == ('<b>a<i>&lt;b</i></b> <a href="https://x.cn/&quot;">l</a> <pre>p</pre>')
    overlapping = [{"type": "bold", "offset": 0, "length": 3}, {"type": "italic", "offset": 2, "length": 3}]
    assert to_html("abcde", overlapping) == "<b>ab<i>c</i></b>de"


def test_a_script_is_never_a_link() -> None:
    entity = {"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}
    assert to_html("x", [entity]) == "x"


def nested(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    leaf = text.map(html.escape)
    wrap = st.builds(
        lambda tag, inner: f"<{tag}>{inner}</{tag}>", st.sampled_from(TAGS), st.deferred(lambda: tree)
    )
    tree = st.recursive(leaf, lambda t: st.lists(t | wrap, min_size=1, max_size=3).map("".join), max_leaves=6)
    return tree


@given(nested(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=8)))
def test_what_was_written_is_what_is_shown(source: str) -> None:
    text, found = parse_html(source)
    size = utf16_len(text)
    assert all(0 <= e["offset"] < e["offset"] + e["length"] <= size for e in found)
    shown = to_html(text, found)
    assert html.unescape(re.sub(r"<[^>]*>", "", shown)) == text
    assert parse_html(shown.replace("&#x27;", "'"))[0] == text


@given(st.text("<>/b i=\"'&;#a", max_size=30))
def test_any_text_is_parsed_or_refused_with_words(source: str) -> None:
    try:
        text, _ = parse_html(source)
    except ApiError as refusal:
        assert refusal.description.startswith("Bad Request: can't parse entities: ")  # noqa: PT017
    else:
        assert utf16_len(text) <= utf16_len(source)


@pytest.mark.parametrize("source", ["<b>", "<b", "<", "</", "<b></", "<a href", "<a href=", "<a href='", "&"])
def test_a_text_that_stops_short_never_breaks_the_parser(source: str) -> None:
    if source != "&":
        with pytest.raises(ApiError):
            parse_html(source)
