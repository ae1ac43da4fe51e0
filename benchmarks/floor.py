"""The write floor: what it takes to write files of given sizes and do nothing else.

`python -m benchmarks.floor sizes.json OUT` reads `[[path, bytes], ...]` and writes as many bytes to each.
"""

import json
import os
import sys
from pathlib import Path


def write_all(sizes: list[tuple[str, int]], out: str) -> None:
    """Write a file of each size into a fresh folder."""
    for folder in dict.fromkeys(os.path.dirname(path) for path, _ in sizes):
        os.makedirs(f"{out}/{folder}", exist_ok=True)
    most = bytes(max(size for _, size in sizes))
    for path, size in sizes:
        with open(f"{out}/{path}", "wb", buffering=0) as file:
            file.write(memoryview(most)[:size])


if __name__ == "__main__":
    write_all(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2])
