"""Pictures drawn from the same figures as the tables beside them: plain shapes, which a template turns into SVG.

Lengths are points on a page; a picture is as wide as the text of an upright page.
"""
