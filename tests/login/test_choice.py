"""Which flow is chosen where, and what overrides it."""

import sys

import pytest

import ssologin
from ssologin import choice
from ssologin.choice import choose_flow


@pytest.fixture(autouse=True)
def _on_a_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in a container nor on another system, whatever runs the tests."""
    monkeypatch.setattr(choice, "_CONTAINER_FILES", ())
    monkeypatch.setattr(sys, "platform", "linux")


DESKTOP = {"DISPLAY": ":0"}


def test_a_desktop_has_a_browser() -> None:
    assert choose_flow(environ=DESKTOP) == ("pkce", "a browser can be opened here", True)


@pytest.mark.parametrize(
    ("variables", "reason"),
    [
        ({"SSH_CONNECTION": "x"}, "SSH"),
        ({"SSH_TTY": "x"}, "SSH"),
        ({"CI": "true"}, "CI"),
        ({"container": "podman"}, "container"),
        ({"KUBERNETES_SERVICE_HOST": "10.0.0.1"}, "container"),
        ({"CODESPACES": "true"}, "container"),
        ({"WSL_DISTRO_NAME": "Debian"}, "WSL"),
        ({"DISPLAY": ""}, "display"),
    ],
)
def test_where_no_browser_can_come_back_it_is_the_device_flow(
    variables: dict[str, str], reason: str
) -> None:
    chosen = choose_flow(environ={**DESKTOP, **variables})
    assert chosen.flow == "device"
    assert reason in chosen.reason


def test_a_container_is_known_by_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "_CONTAINER_FILES", ("/",))
    assert choose_flow(environ=DESKTOP).flow == "device"


def test_the_argument_counts_before_the_variable_and_that_before_the_config_file() -> None:
    environ = {**DESKTOP, "SSOLOGIN_FLOW": "device"}
    assert choose_flow("pkce", "device", environ) == ("pkce", "flow says so", False)
    assert choose_flow("auto", "pkce", environ) == ("device", "SSOLOGIN_FLOW says so", False)
    assert choose_flow("auto", "device", DESKTOP) == ("device", "ssologin_flow says so", False)


def test_a_port_to_come_back_to_means_a_browser() -> None:
    assert choose_flow(port=8400, environ={"CI": "true"}) == ("pkce", "port says so", False)
    assert choose_flow("device", port=8400, environ=DESKTOP).flow == "device"


def test_what_is_no_flow_is_an_error_that_lists_them() -> None:
    with pytest.raises(ssologin.ConfigError, match="SSOLOGIN_FLOW: expected one of auto, pkce"):
        choose_flow(environ={"SSOLOGIN_FLOW": "browser"})
