"""One global assignment: of all ways to pair rows with columns, the one with the greatest sum.

Written here because the libraries that do it bring a compiled numeric stack along; this is the shortest augmenting
path method (Kuhn 1955, Munkres 1957; in the O(n²m) form of Jonker and Volgenant) over whole numbers, so that ties and
results are the same on every machine.
"""

from collections import defaultdict
from collections.abc import Mapping

Pair = tuple[int, int]


def assign(gains: Mapping[Pair, int]) -> list[Pair]:
    """Return the pairs of the best assignment, sorted; only pairs in `gains` (positive whole numbers) are used."""
    chosen: list[Pair] = []
    for part in _split(gains):
        chosen.extend(_assign_part({pair: gains[pair] for pair in part}))
    return sorted(chosen)


def _split(gains: Mapping[Pair, int]) -> list[list[Pair]]:
    """Return the pairs in groups that touch no row or column in common: each is a small problem of its own."""
    rows: dict[int, list[Pair]] = defaultdict(list)
    columns: dict[int, list[Pair]] = defaultdict(list)
    for pair in sorted(gains):
        rows[pair[0]].append(pair)
        columns[pair[1]].append(pair)
    seen: set[Pair] = set()
    parts = []
    for start in sorted(gains):
        if start in seen:
            continue
        seen.add(start)
        part = [start]
        for row, column in part:  # grows while it is read
            fresh = [pair for pair in (*rows[row], *columns[column]) if pair not in seen]
            seen.update(fresh)
            part.extend(dict.fromkeys(fresh))
        parts.append(sorted(part))
    return parts


def _assign_part(gains: dict[Pair, int]) -> list[Pair]:
    rows = sorted({row for row, _ in gains})
    columns = sorted({column for _, column in gains})
    if len(rows) > len(columns):
        turned = _assign_part({(column, row): gain for (row, column), gain in gains.items()})
        return [(row, column) for column, row in turned]
    # a pair that is not allowed gains nothing, and is left out afterwards
    costs = [[-gains.get((row, column), 0) for column in columns] for row in rows]
    matched = solve(costs)
    pairs = [(rows[i], columns[j]) for i, j in enumerate(matched)]
    return [pair for pair in pairs if pair in gains]


def solve(costs: list[list[int]]) -> list[int]:
    """Return for each row its column in the cheapest assignment; there are at least as many columns as rows."""
    width = len(costs[0])
    row_price, column_price = [0] * (len(costs) + 1), [0] * (width + 1)
    owner = [0] * (width + 1)  # row of each column, counted from 1; 0 is free
    for row in range(1, len(costs) + 1):
        owner[0] = row
        way = _find_path(costs, owner, row_price, column_price)
        column = way.pop()
        while column:
            owner[column], column = owner[way[column]], way[column]
    found = [0] * len(costs)
    for column in range(1, width + 1):
        if owner[column]:
            found[owner[column] - 1] = column - 1
    return found


def _find_path(costs: list[list[int]], owner: list[int], row_price: list[int], column_price: list[int]) -> list[int]:
    """Return for each column the one before it on the cheapest path to a free column, which comes last."""
    width = len(column_price)
    endless = 1 << 60
    least, way, used = [endless] * width, [0] * width, [False] * width
    column = 0
    while owner[column]:
        used[column] = True
        row, step, nearest = owner[column], endless, 0
        for j in range(1, width):
            if used[j]:
                continue
            cost = costs[row - 1][j - 1] - row_price[row] - column_price[j]
            if cost < least[j]:
                least[j], way[j] = cost, column
            if least[j] < step:
                step, nearest = least[j], j
        for j in range(width):
            if used[j]:
                row_price[owner[j]] += step
                column_price[j] -= step
            else:
                least[j] -= step
        column = nearest
    return [*way, column]
