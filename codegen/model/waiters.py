"""What can be waited for: an operation is called again and again until its result is as wanted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from codegen.model.expressions import Both, Comparison, Expression
from codegen.model.names import snake_case


class Matcher(Enum):
    """What of a response an acceptor looks at."""

    VALUE = "path"
    EACH_VALUE = "pathAll"
    ANY_VALUE = "pathAny"
    STATUS = "status"
    ERROR = "error"

    @property
    def is_of_result(self) -> bool:
        """Whether it looks at a result, which an error has not."""
        return self in (Matcher.VALUE, Matcher.EACH_VALUE, Matcher.ANY_VALUE)


@dataclass(frozen=True, slots=True)
class Acceptor:
    """What a response means.

    Args:
        state: that it ends the waiting ("success", "failure"), or does not ("retry").
        matcher: what it looks at.
        expected: what is there. Of errors, true stands for any, and false for none.
        text: where in a result, as the model has it.
        expression: the same, None where the text is not understood.
    """

    state: str
    matcher: Matcher
    expected: str | int | bool
    text: str = ""
    expression: Expression | None = None

    @property
    def in_words(self) -> str:
        """What is so if a response is as expected."""
        if self.matcher is Matcher.STATUS:
            return f"the HTTP status is {self.expected}"
        if self.matcher is Matcher.ERROR:
            return _error_in_words(self.expected)
        if isinstance(self.expression, (Comparison, Both)):
            text = self.text.replace("`", "")  # which JMESPath has around numbers
            return text if self.expected else f"not ({text})"
        which = {Matcher.EACH_VALUE: "each ", Matcher.ANY_VALUE: "one "}.get(self.matcher, "")
        return f"{which}{self.text} is {self.expected!r}"


@dataclass(frozen=True, slots=True)
class Waiter:
    """Something that can be waited for.

    Args:
        key: its name in the model.
        operation: the name of what is called.
        delay: seconds between two calls.
        most: how many calls there are at most.
        acceptors: what responses mean; the first that fits counts.
        documentation: HTML.
    """

    key: str
    operation: str
    delay: int
    most: int
    acceptors: tuple[Acceptor, ...]
    documentation: str = ""

    @property
    def name(self) -> str:
        """What `get_waiter` takes, as boto3 has it."""
        return snake_case(self.key)

    @property
    def class_name(self) -> str:
        """The name of the class that is emitted for it."""
        return f"{self.key}Waiter"


def _error_in_words(expected: str | int | bool) -> str:
    if isinstance(expected, bool):
        return "there is an error" if expected else "there is no error"
    return f"the error is {expected}"
