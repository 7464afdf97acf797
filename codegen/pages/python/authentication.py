"""Authentication: what proves who sends a request, and where that comes from. As built."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from codegen.model.operations import Auth, Operation
from codegen.model.service import Service
from codegen.pages.python.constructor import token_variable
from codegen.pages.python.material import Material, paragraph, words
from codegen.prose.document import Code, Inline, Reference, Section

_Inlines = tuple[Inline, ...]


def in_words(material: Material, operation: Operation) -> _Inlines:
    """Return how an operation is authenticated."""
    schemes = [each for each in operation.auth if each in _SCHEMES]
    if not schemes:
        return words("Signature Version 4A, which is not built: the operation cannot be called.")
    text = _SCHEMES[schemes[0]](material)
    if Auth.BEARER in schemes[1:]:
        text += words(" If the client has a bearer token, that takes its place.")
    return text


def sections(service: Service) -> Iterator[Section]:
    """Yield where credentials and tokens come from, if any operation takes some."""
    schemes = {each for operation in service.operations.values() for each in operation.auth}
    if schemes & _SIGNING:
        yield _credentials()
    if Auth.BEARER in schemes:
        yield _token(service)


def permissions(material: Material, operation: Operation) -> tuple[Section, ...]:
    """Return what a caller must be allowed, where that is known."""
    text = material.blocks(material.service.advice_of(operation).permissions)
    if not text and operation.is_unsigned:
        text = (paragraph("None: no AWS credentials are involved."),)
    return (Section("section", "Permissions", text),) if text else ()


def _none(_: Material) -> _Inlines:
    return words("None: the request carries no AWS credentials and no signature.")


def _bearer(material: Material) -> _Inlines:
    reference = Reference(material.name, material.name, _token(material.service).anchor)
    return words(
        "A bearer token: the page of ",
        reference,
        " says where it comes from. Without one it is a `ConfigError`, and nothing is sent.",
    )


def _sigv4(material: Material) -> _Inlines:
    reference = Reference(material.name, material.name, _credentials().anchor)
    return words(
        "AWS Signature Version 4, service name ",
        Code(material.service.signing_name),
        ", with the client's AWS credentials: the page of ",
        reference,
        " says where they come from. Without any it is a `ConfigError`, and nothing is sent.",
    )


_SCHEMES: Mapping[Auth, Callable[[Material], _Inlines]] = {
    Auth.NONE: _none,
    Auth.SIGV4: _sigv4,
    Auth.SIGV4_UNSIGNED_PAYLOAD: _sigv4,
    Auth.BEARER: _bearer,
}


_SIGNING = {Auth.SIGV4, Auth.SIGV4_UNSIGNED_PAYLOAD}


def _token(service: Service) -> Section:
    """Return which bearer token lets callers in, and where it comes from."""
    return Section(
        "section",
        "Bearer token",
        (
            paragraph(
                "The argument `token`: a str, or a function that returns one, which is asked for "
                "each attempt. Else the variable ",
                Code(token_variable(service)),
                ", unless `credentials` are given. A token is sent over TLS alone, or to this "
                "machine.",
            ),
        ),
    )


def _credentials() -> Section:
    """Return which AWS credentials sign requests, and where they come from."""
    return Section(
        "section",
        "Credentials",
        (
            paragraph(
                "Signed operations need AWS credentials: the argument, else the environment "
                "(unless `profile_name` is given), the profile in the credentials file, the "
                "program that its `credential_process` names, or the profile in the config file. "
                "Roles to assume, sessions of IAM Identity Center, web identities, containers and "
                "instances are refused by name; `credentials=boto3.Session().get_credentials()` "
                "serves for them."
            ),
            paragraph(
                "Credentials that end are fetched anew from 15 minutes before, by one thread while "
                "the others go on. A signature that is refused for its time is made anew, once a "
                "call, by the service's clock."
            ),
        ),
    )
