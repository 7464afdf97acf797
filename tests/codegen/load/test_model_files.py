"""Stage one: the files of a model, against the schemas."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from codegen.load.model_files import load_model, load_packages, model_folder
from codegen.load.problems import ModelError, Problem, path_of
from tests.codegen.models import Json, taking

EXAMPLE = {"id": "a", "title": "A", "description": "", "comments": {}, "input": {"text": "x"}}


def raised(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ModelError) as caught:
        load_model(folder)
    return caught.value.problems


def refusals(folder: Path) -> list[str]:
    return [str(each).removeprefix(f"{folder}/") for each in raised(folder)]


def test_a_model_is_read_with_its_examples(write_model: Callable[..., Path]) -> None:
    folder = write_model(taking({"text": "String"}), {"Send": [EXAMPLE]})
    model = load_model(folder)
    assert model.source == "example/2020-01-01/service-2.json"
    assert list(model.service["operations"]) == ["Send"]
    assert model.examples == {"Send": [EXAMPLE]}


def test_each_file_of_a_model_may_be_compressed(write_model: Callable[..., Path]) -> None:
    folder = write_model(taking({"text": "String"}), {"Send": [EXAMPLE]})
    plain = load_model(folder)
    for file in list(folder.iterdir()):
        (folder / f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes()))
        file.unlink()
    compressed = load_model(folder)
    assert (compressed.service, compressed.examples) == (plain.service, plain.examples)
    assert compressed.source == plain.source


def test_a_plain_file_wins_over_a_compressed_one(write_model: Callable[..., Path]) -> None:
    folder = write_model(taking({"text": "String"}))
    (folder / "service-2.json.gz").write_bytes(b"no gzip at all")
    assert load_model(folder).file == str(folder / "service-2.json")


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    assert refusals(tmp_path) == ["service-2.json: no such file, nor one with .gz"]


def refused_folder(path: Path) -> str:
    with pytest.raises(ModelError) as caught:
        model_folder(path)
    return str(caught.value)


def test_a_folder_whose_version_was_left_out_is_found(write_model: Callable[..., Path]) -> None:
    folder = write_model(taking(()))
    (folder.parent / "notes").mkdir()
    assert model_folder(folder) == folder
    assert model_folder(folder.parent) == folder
    (folder / "service-2.json").rename(folder / "service-2.json.gz")
    assert model_folder(folder.parent) == folder


def test_folders_are_named_where_there_are_several(tmp_path: Path) -> None:
    for number in range(7):
        folder = tmp_path / f"service{number}" / "2020-01-01"
        folder.mkdir(parents=True)
        (folder / "service-2.json").touch()
    newer = tmp_path / "service0" / "2021-01-01"
    newer.mkdir()
    (newer / "service-2.json").touch()
    versions = [str(newer.with_name("2020-01-01")), str(newer)]
    nothing = "service-2.json: no such file, nor one with .gz; name one of"
    service = tmp_path / "service0"
    assert refused_folder(service) == f"{service}/{nothing} {', '.join(versions)}"
    told = refused_folder(tmp_path)
    assert told.startswith(f"{tmp_path}/{nothing} {versions[0]}, ")
    assert told.endswith("service3/2020-01-01 and 3 more")


def test_what_is_no_folder_is_told_apart(tmp_path: Path) -> None:
    assert refused_folder(tmp_path / "gone") == f"{tmp_path}/gone: no such folder"
    file = tmp_path / "service-2.json"
    file.touch()
    assert refused_folder(file) == f"{file}: is a file: name the folder that it is in"
    assert refused_folder(tmp_path / "empty") == f"{tmp_path}/empty: no such folder"


def test_files_beside_a_model_need_not_be_right_for_it_to_be_read(
    write_model: Callable[..., Path],
) -> None:
    folder = write_model(taking(()), {"Send": [{}]})
    (folder / "guide-1.json").write_text("{")
    problems: list[Problem] = []
    model = load_model(folder, problems)
    assert list(model.service["operations"]) == ["Send"]
    assert (model.examples, model.guide) == ({}, {})
    assert [str(each) for each in problems][-1].startswith(f"{folder}/guide-1.json: is not JSON")
    assert set(problems) == set(raised(folder))


def test_if_the_model_itself_is_wrong_all_is_raised(write_model: Callable[..., Path]) -> None:
    folder = write_model({**taking(()), "version": "3.0"}, {"Send": [{}]})
    with pytest.raises(ModelError) as caught:
        load_model(folder, [])
    assert {each.path for each in caught.value.problems} == {"$.version", "$.examples.Send[0]"}


def test_an_unknown_trait_is_refused_with_its_place(write_model: Callable[..., Path]) -> None:
    model = taking({"text": "String"})
    model["shapes"]["Input"]["members"]["text"]["sensitve"] = True
    assert refusals(write_model(model)) == [
        "service-2.json: $.shapes.Input.members.text: Additional properties are not allowed "
        "('sensitve' was unexpected)"
    ]


def test_of_very_many_problems_the_first_ones_are_told_and_how_many_more_there_are(
    problems: Callable[..., list[str]],
) -> None:
    gone = {f"member{number:04}": f"Gone{number}" for number in range(3000)}
    *told, last = problems(taking(gone))
    assert [each.split(": ")[1] for each in told] == [
        f"$.shapes.Input.members.member{number:04}.shape" for number in range(100)
    ]
    assert last == "and 2900 more"


def test_a_file_with_very_many_wrong_things_is_not_looked_through_to_its_end(
    problems: Callable[..., list[str]],
) -> None:
    wrong = {f"Wrong{number:04}": {"type": "wrong"} for number in range(3000)}
    first, *told, last = problems(taking(["text"], **wrong))
    assert first == "service-2.json: more than 1000 things are wrong: these are some"
    assert all("'wrong' is not one of " in each for each in told)
    assert (len(told), last) == (99, "and 901 more")


def test_every_problem_of_every_file_is_listed(write_model: Callable[..., Path]) -> None:
    model = taking({"text": "String"})
    model["metadata"]["signatureVersion"] = "v0"
    model["shapes"]["Input"]["members"]["text"] = {}
    model["operations"]["Send"]["http"]["requestUri"] = "//x y"
    text = json.dumps(model).replace('"version": "2.0"', '"version": "2.0", "version": "2.0"')
    folder = write_model(model, {"Send": [{}]})
    (folder / "service-2.json").write_text(text)
    places = [":".join(each.split(":")[:2]) for each in refusals(folder)]
    assert sorted(places) == [
        *["examples-1.json: $.examples.Send[0]"] * 4,
        "service-2.json: $.metadata.signatureVersion",
        "service-2.json: $.operations.Send.http.requestUri",
        "service-2.json: $.shapes.Input.members.text",
        "service-2.json: $.version",
    ]


def test_of_a_model_of_another_protocol_only_that_is_said(
    write_model: Callable[..., Path],
) -> None:
    model = taking({"text": "String"})
    model["metadata"] |= {"protocol": "query", "xmlNamespace": "https://example.com"}
    assert refusals(write_model(model)) == [
        "service-2.json: $.metadata.protocol: 'rest-json' was expected, got 'query'"
    ]


@pytest.mark.parametrize("document", [[], "text", 1, None, {}])
def test_a_file_that_holds_something_else_is_refused(
    write_model: Callable[..., Path], document: object
) -> None:
    folder = write_model(taking(()))
    (folder / "service-2.json").write_text(json.dumps(document))
    assert all(each.startswith("service-2.json: $: ") for each in refusals(folder))


@pytest.mark.parametrize("name", ["a.b", "../x", "", "a b", "é", "a\n", "1a", "a-b", "x\u202e"])
@pytest.mark.parametrize("place", ["operation", "shape", "member"])
def test_a_name_that_is_no_ascii_identifier_is_refused(
    write_model: Callable[..., Path], place: str, name: str
) -> None:
    model: Json = taking({name: "String"} if place == "member" else ())
    if place == "operation":
        model["operations"][name] = {**model["operations"]["Send"], "name": name}
    if place == "shape":
        model["shapes"][name] = {"type": "string"}
    assert refusals(write_model(model))


@pytest.mark.parametrize(
    "prefix", ["", "evil.com/", "a b", "a@b", "A", "x\n", "ex\u0430mple", "-a"]
)
def test_an_endpoint_prefix_that_could_lead_elsewhere_is_refused(
    write_model: Callable[..., Path], prefix: str
) -> None:
    model = taking(())
    model["metadata"]["endpointPrefix"] = prefix
    assert len(refusals(write_model(model))) == 1


def test_long_messages_are_cut(write_model: Callable[..., Path]) -> None:
    model = taking(())
    model["metadata"]["protocol"] = "x" * 5000
    assert len(refusals(write_model(model))[0]) < 400


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("{", "is not JSON"),
        ('{"a b": "x/2020-01-01"}', "$: 'a b' does not match"),
        ('{"a": "../2020-01-01"}', "$.a: '../2020-01-01' does not match"),
    ],
)
def test_the_list_of_packages_is_checked(tmp_path: Path, content: str, where: str) -> None:
    (tmp_path / "packages.json").write_text(content)
    with pytest.raises(ModelError) as caught:
        load_packages(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'packages.json'}: {where}")


def test_json_paths_quote_what_is_no_plain_name() -> None:
    assert path_of() == "$"
    assert path_of("shapes", "A", 0, "a.b", "") == '$.shapes.A[0]["a.b"][""]'
