"""What is known while a complement is taken apart into actions."""

from msgspec import Struct, field


class Clause(Struct, gc=False):
    """How the action being read stands: has its verb an object yet, and what has been opened inside it.

    `within`: an infinitive stands in the relative clause, as in `which induce riders *to speed*`. `lead` is the word
    before the first action: `for` of `calls for`, `on` of `insists on`. `pressed`: somebody is pressed inside it to do
    something (`use talks to press Russia *to free him*`), `pressed_more`: and further things, it seems.
    """

    start: int
    verb: int
    has_object: bool = False
    infinitive: bool = False
    relative: str = ""
    comma_relative: bool = False
    inner: int = -1
    within: bool = False
    held: bool = False
    lead: str = ""
    pressed: bool = False
    pressed_more: bool = False
    beside: tuple[bool, str, bool, int, bool, bool] | None = None

    def pass_dash(self) -> None:
        """Forget behind a second dash what was opened: `prisoners – *of whom there are many* – and to`."""
        if self.beside is None:
            self.beside = self.infinitive, self.relative, self.comma_relative, self.inner, self.within, self.held
        else:
            self.infinitive, self.relative, self.comma_relative, self.inner, self.within, self.held = self.beside
            self.beside = None


class Tie(Struct, frozen=True, gc=False):
    """A possible start of a further action: where the last one ends, where this starts, its verb, how it is tied."""

    end: int
    start: int
    verb: int
    form: str
    joined: bool
    comma: bool
    choice: bool = False
    addressee: tuple[int, int] | None = None


class Split(Struct, gc=False):
    """The result so far: where actions start and end, those that wait for a closing `and`, and doubts."""

    starts: list[tuple[int, int]] = field(default_factory=list)
    waiting: list[Tie] = field(default_factory=list)
    addressees: list[tuple[int, int]] = field(default_factory=list)
    doubt: str = ""
