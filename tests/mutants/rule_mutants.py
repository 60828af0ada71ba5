"""The safeties of the academic rules, broken: bounds off by one instant or one unit, and nobody waits."""

from tests.mutants.mutant import Mutant

WINDOWS = "domain/policies/windows.py"
LINKED = "domain/policies/linked.py"
SCHEDULE = "domain/policies/schedule.py"
SECTIONS = "tests/unit/domain/test_section_policies.py"
IN_TIME = "tests/integration/test_rules_in_time.py -k sqlite"
RESERVED = "tests/contract/test_catalog_reserved.py -k sqlite"
AT_ONCE = "tests/integration/test_rules_at_once.py"
PUBLISHING = "tests/functional/pages/test_staff_rules_publishing.py -k sqlite"

RULE_MUTANTS = (
    Mutant(
        "the deadline itself is within the course's window",
        WINDOWS,
        "attempt.at >= own.closes",
        "attempt.at > own.closes",
        "tests/unit/domain/test_windows.py tests/unit/domain/test_policies.py",
    ),
    Mutant(
        "a group's window is shut as it opens",
        WINDOWS,
        "if window.opens <= attempt.at and",
        "if window.opens < attempt.at and",
        IN_TIME,
    ),
    Mutant(
        "a group's window is open as it closes",
        WINDOWS,
        "window.closes is None or attempt.at < window.closes",
        "window.closes is None or attempt.at <= window.closes",
        IN_TIME,
    ),
    Mutant(
        "the windows hold as open registration begins",
        WINDOWS,
        "attempt.at < rules.open_registration",
        "attempt.at <= rules.open_registration",
        IN_TIME,
    ),
    Mutant(
        "the most units are too many",
        SCHEDULE,
        "units > rules.most_units",
        "units >= rules.most_units",
        IN_TIME,
    ),
    Mutant(
        "the most units of a window are too many",
        SCHEDULE,
        "units > cap",
        "units >= cap",
        "tests/unit/domain/test_schedule_policies.py",
    ),
    Mutant(
        "seats kept for others are open to anybody",
        "adapters/sql/filters.py",
        "*([] if reserved else [_some_seat_is_kept_for_nobody(at)]),",
        "",
        RESERVED,
    ),
    Mutant(
        "what is past its release is still kept",
        "adapters/sql/filters.py",
        "C.seats_kept < free, C.seats_kept - due.scalar_subquery() < free)",
        "C.seats_kept < free)",
        RESERVED,
    ),
    Mutant(
        "a catalog is sorted for each of its pages",
        "adapters/sql/filters.py",
        """PUBLISHED: ColumnElement[str] = literal_column(f"'{CourseStatus.PUBLISHED}'")
IS_OFFERED = C.status != DRAFT""",
        """PUBLISHED = CourseStatus.PUBLISHED.value
IS_OFFERED = C.status != CourseStatus.DRAFT.value""",
        "tests/integration/test_catalog_plan.py",
    ),
    Mutant(
        "a term that ends as the next begins is over before it",
        "domain/catalog.py",
        "self.ends_on < other.starts_on",
        "self.ends_on <= other.starts_on",
        "tests/unit/domain/test_requirement_policies.py",
    ),
    Mutant(
        "a term that ends as the course begins is no fact",
        "adapters/sql/student_facts.py",
        "_OTHERS.c.ends_on >= terms.c.starts_on",
        "_OTHERS.c.ends_on > terms.c.starts_on",
        "tests/contract/test_register_student_facts.py -k sqlite",
    ),
    Mutant(
        "nobody minds a second section",
        LINKED,
        "not rules.one_section",
        "rules.one_section",
        SECTIONS,
    ),
    Mutant(
        "a section of another term counts",
        LINKED,
        "sections = [other for other in attempt.schedule if",
        "sections = [other for other in (*attempt.held, *attempt.together) if",
        SECTIONS,
    ),
    Mutant(
        "a lecture is refused for the lab it comes with",
        LINKED,
        "return len(kinds) == 2 and kinds.issubset(linked)",
        "return False",
        SECTIONS,
    ),
    Mutant(
        "a second lecture is taken where there are labs",
        LINKED,
        "return len(kinds) == 2 and kinds.issubset(linked)",
        "return kinds.issubset(linked)",
        SECTIONS,
    ),
    Mutant(
        "a section of no linked kind is taken besides",
        LINKED,
        "return len(kinds) == 2 and kinds.issubset(linked)",
        "return len(kinds) == 2 and bool(linked)",
        SECTIONS,
    ),
    Mutant(
        "two sections asked for together are both granted",
        LINKED,
        "sections = [other for other in attempt.schedule if",
        "sections = [other for other in attempt.held if other.term == course.term and",
        "tests/unit/domain/test_submission.py",
    ),
    Mutant(
        "a permit is of use as it expires",
        "domain/permits.py",
        "at < self.expires_at",
        "at <= self.expires_at",
        IN_TIME,
    ),
    Mutant(
        "a hold stands as it expires",
        "domain/academic_record.py",
        "at < self.expires_at",
        "at <= self.expires_at",
        IN_TIME,
    ),
    Mutant(
        "a permit of one use is not spent",
        "application/decisions.py",
        "if permit.single_use:",
        "if not permit.single_use:",
        f"{AT_ONCE} -k used_once",
    ),
    Mutant(
        "the requests of one student overtake each other",
        "adapters/sql/register.py",
        ".with_for_update(of=users, key_share=True)",
        "",
        f"{AT_ONCE} -k asking_for_all",
    ),
    Mutant(
        "the requests of one student overtake each other with a permit",
        "adapters/sql/register.py",
        ".with_for_update(of=users, key_share=True)",
        "",
        f"{AT_ONCE} -k used_once",
    ),
    Mutant(
        "a receipt names no edition",
        "domain/policies/__init__.py",
        'return f"{STANDARD_VERSION}.{rules.edition}"',
        'return f"{STANDARD_VERSION}.0"',
        IN_TIME,
    ),
    Mutant(
        "the second to publish the same edition overwrites the first",
        "web/pages/staff_rules_publishing.py",
        'if form.get("after") != str(checked.book.edition):',
        "if False:",
        PUBLISHING,
    ),
    Mutant(
        "rules are published without a tick",
        "web/pages/staff_rules_publishing.py",
        'if form.get("confirmed") != "1":',
        "if False:",
        PUBLISHING,
    ),
)
