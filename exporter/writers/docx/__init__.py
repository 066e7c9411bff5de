"""The Word edition (.docx) of a page.

`edition` leads; `html` reads the page; `sheet` + `styles.toml` say which element gets which style; `styles`, `fonts`,
`numbering`, `base` make our own empty document; `flow`, `paragraphs`, `runs`, `tables`, `contents` write what the page
says; `sections` and `frames` know pages, heads and feet; `document` holds what they share (bookmarks, links); `house`
puts all of it into the look of somebody else's document.
"""

from exporter.writers.docx.edition import write

__all__ = ["write"]
