"""The Word edition (.docx) of a page.

`edition` leads; `html` reads the page; `sheet` + `styles.toml` say which element gets which style; `styles`, `fonts`,
`numbering`, `base` make our own empty document; `flow`, `paragraphs`, `runs`, `tables`, `contents` write what the page
says; `sections` knows pages, heads and feet; `document` holds what they share (bookmarks, links).
"""

from exporter.writers.docx.edition import write

__all__ = ["write"]
