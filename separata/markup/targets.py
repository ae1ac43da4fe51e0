"""The addresses that a piece of HTML links to, or takes pictures from."""

from html.parser import HTMLParser


class _Targets(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, None] = {}

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value: None for name, value in attrs if name in {"href", "src"} and value}


def targets(html: str) -> tuple[str, ...]:
    """Return the addresses of all links and pictures, each once, in order."""
    parser = _Targets()
    parser.feed(html)
    parser.close()
    return tuple(parser.found)
