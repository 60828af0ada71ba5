"""What is measured, one subject a function; each returns its ``name: value`` lines."""

from collections.abc import Mapping
from contextlib import ExitStack

from bench import bare
from bench.checking import check, compare
from bench.requests import catalog_pages, course_pages, one_at_a_time, searches, spread
from bench.rounds import Series, Target, in_turn
from bench.serving import serving
from bench.setting import Place, Setting
from bench.visiting import keep_seats, sign_in

Values = Mapping[str, float]
PAGE = (b"200", b"</html>")
JSON = (b"200", b'"items":')
FEW_CLIENTS = 4  # who look for something, beside each of whom many wait for a seat


def enrolling(setting: Setting) -> Values:
    """The product beside the bare view; one course everybody wants beside a thousand; one process beside two."""
    plan, students = setting.plan, setting.students
    place = setting.place("enrolling", plan.courses + plan.hot_courses)
    bare.make_tables(place.url)
    settled, hot = place.courses[: plan.courses], place.courses[plan.courses :]
    with ExitStack() as servers:
        served = servers.enter_context(serving("product", place.installation))
        one = servers.enter_context(serving("product", setting.install("alone", place.url), web=1))
        views = servers.enter_context(serving("bare", setting.install("bare", place.url)))
        presses = spread(students, settled)
        targets = {
            "enroll": Target(server=served, requests=presses),
            "bare view": Target(server=views, requests=spread(students, settled)),
            "one hot course": Target(server=served, requests=one_at_a_time(students, hot)),
            "one web process": Target(server=one, requests=presses),
        }
        seen = in_turn(targets, rounds=plan.rounds, seconds=plan.seconds)
        rss = served.rss_mb()
    check(place, [target for name, target in targets.items() if name != "bare view"])
    compare(place.url, "bare.course_enrollments", [targets["bare view"]])
    enroll, view = seen["enroll"], seen["bare view"]
    return {
        "enroll_vs_bare_view": enroll.to(view),
        "enroll_cpu_vs_bare_view": view.cpu_ms / enroll.cpu_ms,
        "hot_vs_spread": seen["one hot course"].to(enroll),
        "enroll_per_s": enroll.per_s,
        "bare_view_per_s": view.per_s,
        "hot_per_s": seen["one hot course"].per_s,
        "one_process_per_s": seen["one web process"].per_s,
        "enroll_p95_ms": enroll.percentile(95),
        "bare_view_p95_ms": view.percentile(95),
        "web_rss_mb": rss,
    }


def growing(setting: Setting) -> Values:
    """A record with a million enrollments beside one with ten thousand."""
    plan = setting.plan
    return {
        "growth_1m_vs_10k": _compared(
            setting,
            setting.place("grown", plan.courses, earlier=plan.many_enrollments),
            setting.place("young", plan.courses, earlier=plan.few_enrollments),
        )
    }


def widening(setting: Setting) -> Values:
    """A catalog of ten thousand sections beside one of a hundred."""
    plan = setting.plan
    wide, narrow = setting.place("wide", plan.many_courses), setting.place("narrow", plan.few_courses)
    return {"courses_10k_vs_100": _compared(setting, wide, narrow), **browsing(setting, wide)}


def _compared(setting: Setting, large: Place, small: Place) -> float:
    """Return how fast enrolling is at the one place, compared with the other."""
    with serving("product", large.installation) as one, serving("product", small.installation) as other:
        targets = {
            f"{place.name}: {len(place.courses)} courses, {place.earlier} enrollments": Target(
                server=server, requests=spread(place.students, place.courses)
            )
            for place, server in ((large, one), (small, other))
        }
        seen = in_turn(targets, rounds=setting.plan.rounds, seconds=setting.plan.seconds)
    for place, target in zip((large, small), targets.values(), strict=True):
        check(place, [target])
    of_large, of_small = seen.values()
    return of_large.to(of_small)


def browsing(setting: Setting, place: Place) -> Values:
    """Looking for courses among many, and leafing through them; a course's page beside the barest that shows one."""
    bare.make_tables(place.url)
    keep_seats(place.url)
    leafing = catalog_pages(len(place.courses), sign_in(place.url, place.students[0].id))
    with ExitStack() as servers:
        product = servers.enter_context(serving("product", place.installation))
        views = servers.enter_context(serving("bare", setting.install("bare-page", place.url)))
        targets = {
            "catalog search, page": Target(server=product, requests=searches("/"), clients=FEW_CLIENTS, wanted=PAGE),
            "catalog search, API": Target(
                server=product, requests=searches("/api/v1/courses"), clients=FEW_CLIENTS, wanted=JSON
            ),
            "catalog page, signed in": Target(server=product, requests=leafing, clients=1, wanted=PAGE),
            "course page": Target(server=product, requests=course_pages(place.courses), wanted=PAGE),
            "bare course page": Target(server=views, requests=course_pages(place.courses), wanted=PAGE),
        }
        seen = in_turn(targets, rounds=min(setting.plan.rounds, 3), seconds=setting.plan.seconds)
    return {
        "catalog_search_p95_ms": seen["catalog search, page"].percentile(95),
        "catalog_search_api_p95_ms": seen["catalog search, API"].percentile(95),
        "catalog_page_50_p95_ms": seen["catalog page, signed in"].percentile(95),
        "course_page_vs_bare_page": seen["course page"].to(seen["bare course page"]),
        "course_page_per_s": seen["course page"].per_s,
        "course_page_p95_ms": seen["course page"].percentile(95),
    }


def relaying(setting: Setting) -> Values:
    """Everything at once: two web processes, and beside them the relay that writes every letter to a file."""
    alone, served = _alone_and_served(setting, setting.place("everything", setting.plan.courses, embedded=True), web=2)
    return {"served_vs_web_alone": served.to(alone), "served_enroll_per_s": served.per_s}


def embedded(setting: Setting) -> Values:
    """What make run gives: SQLite, synchronous=FULL, one web process; then with the relay beside it as well."""
    alone, served = _alone_and_served(setting, setting.sqlite_place(setting.plan.courses), web=1)
    return {"sqlite_enroll_per_s": alone.per_s, "sqlite_served_enroll_per_s": served.per_s}


def _alone_and_served(setting: Setting, place: Place, *, web: int) -> tuple[Series, Series]:
    """Measure the web alone, then all that ``enrollment serve`` runs; not in turn, since a relay goes on working."""
    presses = spread(place.students, place.courses)
    seen: list[Series] = []
    targets: list[Target] = []
    rounds = min(setting.plan.rounds, 3)
    for kind in ("product", "served"):
        with serving(kind, place.installation, web=web) as server:
            target = Target(server=server, requests=presses)
            seen += in_turn({f"{place.name}, {kind}": target}, rounds=rounds, seconds=setting.plan.seconds).values()
            targets.append(target)
    check(place, targets)
    return seen[0], seen[1]
