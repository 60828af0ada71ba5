"""What an installation may be told, where, and what is said back."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from enrollment.settings import DEVELOPMENT_SECRET, BadSettings, read

HERE = Path("/srv/enrollment")
SECRET = "s" * 32
PRODUCTION = {
    "enrollment.environment": "production",
    "enrollment.broker_url": "amqps://enrollment:pw@mq.example.edu/enrollment",
    "enrollment.campus_timezone": "America/Los_Angeles",
    "enrollment.database_url": "postgresql+psycopg://enrollment:pw@db.example.edu/enrollment",
    "enrollment.jwt_secret": SECRET,
    "enrollment.mail_from": "Registrar <registrar@example.edu>",
    "enrollment.public_url": "https://enroll.example.edu",
    "enrollment.session_secret": SECRET,
    "enrollment.smtp_url": "smtp+starttls://enrollment:pw@mail.example.edu",
}


def faults(ini, environ=None):
    """What is wrong with the settings, a line each."""
    with pytest.raises(BadSettings) as error:
        read(ini, environ or {}, HERE)
    return str(error.value).splitlines()


def test_development_needs_no_settings_and_keeps_everything_beside_the_ini():
    settings = read({}, {}, HERE)

    assert settings.database_url == "sqlite:////srv/enrollment/var/enrollment.sqlite"
    assert settings.smtp_url == "maildir:/srv/enrollment/var/mail"
    assert settings.jwt_private_key_file == HERE / "var/jwt-development.pem"
    assert settings.campus_timezone == ZoneInfo("America/Los_Angeles")


def test_relative_paths_start_at_the_ini_and_absolute_ones_stay():
    settings = read(
        {
            "enrollment.data_dir": "state",
            "enrollment.smtp_url": "maildir:post",
            "enrollment.jwt_private_key_file": "/etc/jwt.pem",
        },
        {},
        HERE,
    )

    assert settings.data_dir == HERE / "state"
    assert settings.smtp_url == "maildir:/srv/enrollment/post"
    assert settings.jwt_private_key_file == Path("/etc/jwt.pem")


def test_the_environment_comes_before_the_ini():
    ini = {"enrollment.public_url": "http://ini.example.edu"}

    settings = read(ini, {"ENROLLMENT_PUBLIC_URL": "http://env.example.edu", "ENROLLMENT_UNHEARD_OF": "1"}, HERE)

    assert settings.public_url == "http://env.example.edu"


def test_what_is_not_about_enrollment_is_passed_over():
    assert read({"use": "egg:enrollment", "here": "/x", "pyramid.reload": "1"}, {}, HERE) == read({}, {}, HERE)


def test_every_fault_is_named_at_once():
    wrong = {
        "enrollment.campus_timezone": "Berlin",
        "enrollment.database_pool_size": "many",
        "enrollment.databse_url": "sqlite://",
        "enrollment.environment": "staging",
    }

    assert faults(wrong) == [
        "enrollment.campus_timezone is not a valid time zone",
        "enrollment.database_pool_size is not a valid number",
        "enrollment.databse_url is not a setting",
        "enrollment.environment must be development or production",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("broker_url", "http://hidden.example.edu"),
        ("database_pool_size", "0"),
        ("database_url", "mysql://hidden"),
        ("jwt_secret", "hidden" * 5),
        ("mail_from", "hidden"),
        ("metrics_token", "hidden" * 5),
        ("mail_from", "Registrar <hidden"),
        ("public_url", "hidden.example.edu"),
        ("public_url", "https://hidden.example.edu/path"),
        ("public_url", "https://[hidden"),
        ("public_url", "https://hidden.example.edu:port"),
        ("session_secret", "hidden" * 5),
        ("smtp_url", "hidden.example.edu"),
        ("smtp_url", "maildir:"),
        ("smtp_url", "smtp://"),
        ("smtp_url", "smtp://hidden.example.edu:port"),
    ],
)
def test_a_value_one_cannot_work_with_is_named_and_never_shown(name, text):
    (fault,) = faults({f"enrollment.{name}": text})

    assert fault.startswith(f"enrollment.{name} ")
    assert "hidden" not in fault


def test_secrets_are_not_in_the_representation():
    shown = repr(read(PRODUCTION, {}, HERE))

    assert "pw@" not in shown
    assert SECRET not in shown


def test_production_starts_with_everything_said():
    assert read(PRODUCTION, {}, HERE).is_production


@pytest.mark.parametrize("name", sorted(PRODUCTION.keys() - {"enrollment.environment"}))
def test_production_asks_for_each_thing_that_matters(name):
    ini = {key: text for key, text in PRODUCTION.items() if key != name}
    asked_for = {"enrollment.jwt_secret": "enrollment.jwt_private_key_file"}.get(name, name)

    assert any(fault.startswith(asked_for) for fault in faults(ini))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("session_secret", DEVELOPMENT_SECRET),
        ("broker_url", "memory://"),
        ("public_url", "http://enroll.example.edu"),
        ("jwt_private_key_file", "nowhere.pem"),
    ],
)
def test_production_refuses_what_only_development_may_use(name, text):
    ini = PRODUCTION | {f"enrollment.{name}": text}
    if name == "jwt_private_key_file":
        del ini["enrollment.jwt_secret"]

    (fault,) = faults(ini)

    assert fault.startswith(f"enrollment.{name}")


def test_a_key_file_and_a_secret_exclude_each_other(tmp_path):
    (tmp_path / "jwt.pem").touch()
    both = PRODUCTION | {"enrollment.jwt_private_key_file": str(tmp_path / "jwt.pem")}

    assert faults(both) == ["enrollment.jwt_private_key_file and jwt_secret exclude each other"]


@pytest.mark.parametrize(("length", "is_enough"), [(31, False), (32, True)])
def test_a_secret_has_at_least_32_characters(length, is_enough):
    ini = {"enrollment.session_secret": "s" * length}

    if is_enough:
        assert read(ini, {}, HERE).session_secret == "s" * length
    else:
        assert faults(ini) == ["enrollment.session_secret must have at least 32 characters"]
