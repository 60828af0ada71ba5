"""Which route a request takes: the first that matches among those that begin with the same word."""

from types import SimpleNamespace

import pytest

from enrollment.web.dispatch import RoutesByBeginning


@pytest.fixture
def taken():
    """Which route a path takes, and what it says for what the pattern leaves open."""
    routes = RoutesByBeginning()
    for name, pattern in (
        ("home", "/"),
        ("course", "/courses/{id}"),
        ("static", "/static/*subpath"),
        ("newest", "/courses/newest"),
        ("staff", "/staff/courses/{id}"),
    ):
        routes.connect(name, pattern)

    def take(path):
        info = routes(SimpleNamespace(environ={"PATH_INFO": path}, path_info=path))
        return (info["route"].name, info["match"]) if info["route"] else info["match"]

    return take


@pytest.mark.parametrize(
    ("path", "route", "said"),
    [
        ("/", "home", {}),
        ("", "home", {}),
        ("/courses/7", "course", {"id": "7"}),
        ("/courses/newest", "course", {"id": "newest"}),
        ("/static/a/b.css", "static", {"subpath": ("a", "b.css")}),
        ("/staff/courses/7", "staff", {"id": "7"}),
    ],
)
def test_the_first_that_matches_is_taken(taken, path, route, said):
    assert taken(path) == (route, said)


@pytest.mark.parametrize("path", ["/courses", "/courses/7/8", "//courses/7", "/nothing", "/courses2/7", "/{id}"])
def test_none_is_where_none_matches(taken, path):
    assert taken(path) is None


@pytest.mark.parametrize("pattern", ["/{anything}", "/*anything", "{anything}/more"])
def test_a_pattern_that_may_begin_with_anything_is_refused(pattern):
    with pytest.raises(ValueError, match="may begin with anything"):
        RoutesByBeginning().connect("any", pattern)
