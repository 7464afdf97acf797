"""Settings: where those come from that are not arguments, and how calls are repeated. As built."""

from __future__ import annotations

from codegen.model.service import Service
from codegen.pages.python.constructor import (
    Setting,
    arguments_for,
    settings_for,
    token_variable,
)
from codegen.pages.python.material import Material, joined, paragraph, words
from codegen.prose.document import Bullets, Code, Inline, Row, Section, Table

_HEAD = ("Argument", "Variable", "Key", "Default")


def settings(material: Material) -> Section:
    """Return where a client's settings come from."""
    service = material.service
    rows = [
        Row((words(Code(each.name)), *_cells(each.name, each.setting, service)))
        for each in arguments_for(material.service)
        if each.setting
    ]
    rows += [Row(((), *_cells("", setting, service))) for setting in settings_for(service)]
    return Section(
        "section",
        "Configuration",
        (
            paragraph(
                "The first that is set counts: the argument, the variables from left to right, "
                "the key in the profile, the default. They are read when the client is first "
                "used, once. An empty variable is unset; a boolean is `true` or `false`. What "
                "cannot be used is a `ConfigError` that names the variable, or file, profile and "
                "key."
            ),
            Table(_HEAD, tuple(rows)),
        ),
    )


def retries(material: Material) -> Section:
    """Return when a call is sent again."""
    once = sorted(
        {
            member.name
            for shape in material.service.shapes.values()
            for member in shape.members.values()
            if member.single_use
        }
    )
    never = [
        paragraph(
            "Every other refusal, 408 and 429 without one of those codes included, and what is "
            "not a response of the service."
        ),
        *([paragraph(*joined(map(Code, once)), _SINGLE_USE)] if once else []),
        paragraph("Anything whose next attempt would begin after the `deadline`."),
    ]
    return Section(
        "section",
        "Retries",
        (
            paragraph(
                "A call is sent up to `max_attempts` times, as the standard mode of AWS's tools "
                "has it, if no response came (`TransportError`, but not `DeadlineError`), if the "
                "status is 500, 502, 503 or 504, if the code means throttling or a passing "
                "failure, such as `ThrottlingException`, `TooManyRequestsException`, `SlowDown` or "
                "`RequestTimeout`, or if the model marks the error as retryable."
            ),
            paragraph(
                "Between attempts it waits for a random part of 50 ms, 100 ms and so on up to "
                "20 s, of 1 s, 2 s and so on when throttled, and longer where `x-amz-retry-after` "
                "asks for it, by up to 5 s. Each client has a bucket of 500 tokens: a retry "
                "takes 14, or 5 when throttled, and a success gives them back. While the bucket "
                "is empty, nothing is sent again."
            ),
            paragraph("Never sent again:"),
            Bullets(tuple((each,) for each in never)),
            paragraph(
                '`["ResponseMetadata"]["RetryAttempts"]` says how many retries there were, in a '
                "result and in `error.response`."
            ),
        ),
    )


_SINGLE_USE = " works only once: a request with it is repeated only if it cannot have arrived."


def _cells(argument: str, setting: Setting, service: Service) -> tuple[tuple[Inline, ...], ...]:
    """Return the cells of a setting; two have names that the service gives them."""
    if argument == "endpoint_url":
        return _endpoint_url(setting, service.id.replace(" ", "_"))
    if argument == "token":
        return words(Code(token_variable(service))), (), words(setting.default)
    return words(setting.variables), words(setting.key), words(setting.default)


def _endpoint_url(setting: Setting, service: str) -> tuple[tuple[Inline, ...], ...]:
    """Return the cells of the setting that a service has a name of its own for."""
    return (
        words(Code(f"AWS_ENDPOINT_URL_{service.upper()}"), ", `AWS_ENDPOINT_URL`"),
        words(
            "`endpoint_url` under ",
            Code(service.lower()),
            " in the `[services]` section that the profile names, then in the profile",
        ),
        words(setting.default),
    )
