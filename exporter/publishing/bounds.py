"""Templates that end: how much one may do is counted, in steps and in characters, so that no clock is needed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment

from exporter.errors import TemplateError

MOST_STEPS = 10_000_000
"""Turns of loops, calls of macros, included files: a dossier of 10,000 demands takes about two millions."""

MOST_CHARACTERS = 400_000_000
LONGEST_TEXT = 10_000_000
"""Characters put together in all for a page, and of a text that an expression makes."""

_GROWING = ("*", "**", "%")


class _Generator(CodeGenerator):
    """Templates turned into Python, with `~` done by the environment, which counts."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """Write the call that joins texts."""
        self.write("environment.join_text((")
        for argument in node.nodes:
            self.visit(argument, frame)
            self.write(", ")
        self.write("))")


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """An environment whose templates count their steps, and cannot make a text without end or change what they get."""

    intercepted_binops = frozenset(_GROWING)
    code_generator_class = _Generator
    steps = 0
    characters = 0

    def concat(self, pieces: Iterable[str]) -> str:
        """Return the pieces of a macro, a block or a filled variable as one; raises past `MOST_CHARACTERS`."""
        text = "".join(pieces)
        self.characters += len(text)
        if self.characters > MOST_CHARACTERS:
            raise TemplateError(f"the template does not end: more than {MOST_CHARACTERS:,} characters")
        return text

    def join_text(self, pieces: Sequence[object]) -> str:
        """Return what `~` makes of its sides."""
        text = markup_join(pieces)
        self.concat((text,))
        return text

    def count_step(self) -> None:
        """Count one step; raises TemplateError past `MOST_STEPS`."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TemplateError(f"the template does not end: more than {MOST_STEPS:,} steps")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return the value of an operation that can make things large; raises TemplateError if it would."""
        _refuse_growth(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return the parsed template with a counted step before each file, block, macro call and turn of a loop."""
        template = super()._parse(source, name, filename)
        found: Iterable[Any] = template.find_all((nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block))
        for node in found:
            node.body.insert(0, _make_step(node.lineno))
        template.body.insert(0, _make_step(1))
        return template


def _make_step(line: int) -> nodes.ExprStmt:
    call = nodes.Call(nodes.EnvironmentAttribute("count_step"), [], [], None, None)
    step = nodes.ExprStmt(call)
    step.set_lineno(line, override=True)
    return step


def _refuse_growth(operator: str, left: Any, right: Any) -> None:
    if operator == "%" and isinstance(left, str):
        raise TemplateError("templates have no % for texts", remedy="use {{ }} and ~ to put texts together")
    sizes = [len(item) for item in (left, right) if isinstance(item, str | list | tuple)]
    numbers = [abs(item) for item in (left, right) if isinstance(item, int)]
    if operator == "*" and sizes and sizes[0] * max(numbers, default=0) > LONGEST_TEXT:
        raise TemplateError(f"an expression makes a text of more than {LONGEST_TEXT:,} characters")
    if operator in ("*", "**") and len(numbers) == 2 and max(numbers) > LONGEST_TEXT:
        raise TemplateError(f"an expression makes a number over {LONGEST_TEXT:,}")
    if operator == "**" and len(numbers) == 2 and numbers[1] > 64:
        raise TemplateError("an expression makes too large a number")


def render_bounded(environment: Environment, name: str, context: Mapping[str, Any]) -> str:
    """Return the template laid out with the context.

    Raises TemplateError past `MOST_STEPS` or `MOST_CHARACTERS`, and whatever Jinja raises.
    """
    if isinstance(environment, BoundedEnvironment):
        environment.steps = environment.characters = 0
    return environment.get_template(name).render(context)
