"""enrollment users add."""

import pytest

from enrollment import settings, wiring


@pytest.fixture
def account(database_url, tmp_path):
    """Find an account, and whether a password is its own."""
    system = wiring.System(settings.read({"enrollment.database_url": database_url}, {}, tmp_path))
    yield lambda email: system.outside_transaction().accounts.find(email)
    system.engine.dispose()


def test_an_account_is_added_with_its_roles_and_password(done, ini, account):
    told = done(
        "users add",
        ini,
        *("--email", " GM@Example.edu", "--name", "Grace Murray", "--role", "staff", "--role", "student"),
        "--password-stdin",
        input="correct horse\nnot this line\n",
    )

    found = account("gm@example.edu")
    assert (found.user.name, found.user.roles) == ("Grace Murray", {"staff", "student"})
    assert str(found.user.id) in told
    assert wiring.Argon2Passwords().matches("correct horse", found.password_hash)
    assert "correct horse" not in told


def test_without_a_terminal_and_a_password_the_account_has_none(done, ini, account):
    done("users add", ini, "--email", "ada@example.edu", "--role", "student")

    assert account("ada@example.edu").password_hash is None


def test_an_address_is_taken_once(done, run, ini):
    done("users add", ini, "--email", "ada@example.edu", "--role", "student")

    result = run("users add", ini, "--email", "ADA@example.edu", "--role", "staff")

    assert result.exit_code == 1
    assert "exists already" in result.stderr


@pytest.mark.parametrize(
    ("options", "password"),
    [
        (["--email", "no address", "--role", "student"], ""),
        (["--email", "ada@example.edu", "--role", "dean"], ""),
        (["--email", "ada@example.edu", "--role", "student", "--password-stdin"], "short\n"),
        (["--email", "ada@example.edu", "--role", "student", "--password-stdin"], ""),
        (["--email", "ada@example.edu", "--role", "student", "--password-stdin"], "x" * 1025),
    ],
)
def test_what_cannot_be_an_account_is_bad_usage(run, sqlite_ini, options, password):
    assert run("users add", sqlite_ini, *options, input=password).exit_code == 2
