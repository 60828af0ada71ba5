"""The OpenAPI document and its page tell what there is, all of it and nothing else."""

import pytest
from openapi_pydantic import OpenAPI

from enrollment.web.methods import methods_of_view
from enrollment.web.request import FOR_PROGRAMS

# What describes the others, and what operators read in a format of its own.
NOT_IN_THE_DOCUMENT = {"/api/v1/openapi.json", "/api/v1/docs", "/metrics"}


@pytest.fixture
def database_url(sqlite_url):
    """One kind of database will do."""
    return sqlite_url


@pytest.fixture
def document(anonymous):
    """The document as it is served."""
    return anonymous.get("/api/v1/openapi.json").json


def test_it_is_openapi_3_1(document):
    assert document["openapi"].startswith("3.1.")
    assert OpenAPI.model_validate(document).info.title == "Enrollment"


def test_the_routes_and_the_paths_are_the_same(document, site):
    introspector = site.registry.introspector
    routes = {
        entry["introspectable"]["name"]: entry["introspectable"]["pattern"]
        for entry in introspector.get_category("routes")
        if entry["introspectable"]["pattern"].startswith(FOR_PROGRAMS)
    }
    taken = set()
    for entry in introspector.get_category("views"):
        view = entry["introspectable"]
        if view["route_name"] in routes and view["request_methods"]:
            taken |= {(routes[view["route_name"]], method) for method in methods_of_view(view)}

    told = {(path, method.upper()) for path, methods in document["paths"].items() for method in methods}
    assert told == {(path, method) for path, method in taken if method != "HEAD" and path not in NOT_IN_THE_DOCUMENT}


def test_every_operation_has_a_name_a_summary_and_an_answer_for_problems(document):
    operations = [operation for methods in document["paths"].values() for operation in methods.values()]

    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for operation in operations:
        assert operation["summary"].endswith(".")
        assert "application/problem+json" in operation["responses"]["default"]["content"]


def test_enrolling_needs_a_key_and_a_token(document):
    enroll = document["paths"]["/api/v1/courses/{course_id}/enrollments"]["post"]

    assert [parameter["name"] for parameter in enroll["parameters"] if parameter["required"]] == [
        "course_id",
        "Idempotency-Key",
    ]
    assert enroll["security"] == [{"bearer": []}]


def test_the_page_shows_every_operation_and_every_shape(anonymous, document):
    page = anonymous.get("/api/v1/docs").html

    for methods in document["paths"].values():
        for operation in methods.values():
            assert page.find(id=operation["operationId"])
    for name in document["components"]["schemas"]:
        assert page.find(id=name)


def test_every_link_within_the_page_leads_somewhere(anonymous):
    page = anonymous.get("/api/v1/docs").html

    links = {link["href"][1:] for link in page.find_all("a") if link["href"].startswith("#")}
    assert links <= {element["id"] for element in page.find_all(id=True)}
