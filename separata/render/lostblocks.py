"""Blocks that no page ever prints: a template that extends another overrides one that is not there."""

from collections.abc import Iterable, Iterator

from jinja2 import nodes

from separata.problems import Place, Problem, did_you_mean
from separata.render.forme import Read


def lost_blocks(name: str, read: Read) -> Iterator[Problem]:
    """Yield what is wrong with blocks of a template and of those that it extends.

    `read` may raise a fault of syntax. The problem's place names the template as templates do.
    """
    lineage = [*_lineage(name, read)]
    for at, (one, template) in enumerate(lineage[:-1]):
        above = {block.name for _, other in lineage[at + 1 :] for block in other.find_all(nodes.Block)}
        for block in _outermost(template.body):
            if block.name not in above:
                hint = did_you_mean(block.name, above) or "the blocks are in docs/reference/templates.md"
                message = f"{lineage[at + 1][0]} has no block '{block.name}'"
                yield Problem(Place(one, block.lineno), message, hint)


def _lineage(name: str, read: Read) -> Iterator[tuple[str, nodes.Template]]:
    """Yield a template, the one that it extends, and so on; nothing if one of them is not known."""
    found: dict[str, nodes.Template] = {}
    while True:
        template = read(name)
        if template is None or name in found:
            return
        found[name] = template
        extends = [*template.find_all(nodes.Extends)]
        if not extends:
            break
        if len(extends) > 1 or not isinstance(extends[0].template, nodes.Const):
            return
        name = str(extends[0].template.value)
    yield from found.items()


def _outermost(statements: Iterable[nodes.Node]) -> Iterator[nodes.Block]:
    """Yield the blocks that stand in no other."""
    for node in statements:
        if isinstance(node, nodes.Block):
            yield node
        else:
            yield from _outermost(node.iter_child_nodes())
