"""Pages made of the vocabulary, and of elements outside it."""

from hypothesis import strategies as st

# every stretch of text in a generated page is a word of its own, so that order and loss are seen
words = st.text(alphabet="abcdefgh", min_size=1, max_size=4)
inline = st.recursive(
    words,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(
            ["strong", "em", "ins", "del", "q", "cite", "sup", "abbr title=x", 'a href="#i"', "span class=tag", "blink"]
        ),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=4,
)
paragraph = st.builds(
    lambda name, text: f'<p class="{name}">{text}</p>',
    st.sampled_from(["", "lead", "note", "recital", "numbered", "point level-2", "unheard-of"]),
    inline,
)
item = st.builds(lambda text: f"<li>{text}</li>", inline)
listing = st.builds(
    lambda tag, items: f"<{tag}>{''.join(items)}</{tag}>", st.sampled_from(["ul", "ol"]), st.lists(item)
)
cell = st.one_of(inline, paragraph, listing)
row = st.builds(lambda a, b: f"<tr><th scope=row>{a}</th><td>{b}</td></tr>", cell, cell)
table = st.builds(
    lambda text, rows: f"<table class=list><caption>{text}</caption><tbody>{''.join(rows)}</tbody></table>",
    inline,
    st.lists(row, max_size=3),
)
facts = st.builds(lambda a, b: f"<dl class=facts><dt>{a}</dt><dd>{b}</dd></dl>", inline, inline)
quotation = st.builds(
    lambda text, place: f"<blockquote class=quotation>{text}<footer>{place}</footer></blockquote>", paragraph, inline
)
block = st.recursive(
    st.one_of(inline, paragraph, listing, table, facts, quotation),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(
            ["section", "section class=page", "section class=landscape", "div", 'aside class="notice info"', "main",
             "header class=cover", "article", "figure", "unknown-thing"]
        ),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)  # fmt: skip

blocks = st.lists(block, max_size=4).map(" ".join)
