"""The people of the demo."""

from collections.abc import Mapping, Sequence
from uuid import uuid4

from enrollment.domain.identifiers import UserId
from enrollment.domain.users import Role, User
from enrollment.ports.accounts import Account

STUDENT, STAFF, INTEGRATOR = "student@example.edu", "staff@example.edu", "integrator@example.edu"
# Everybody may know them: there is nothing in a demo to protect, and production refuses it.
PASSWORDS: Mapping[str, str] = {STUDENT: "student-demo", STAFF: "staff-demo", INTEGRATOR: "integrator-demo"}
_PEOPLE: Mapping[str, tuple[str, Role]] = {
    STUDENT: ("Robin Demo", Role.STUDENT),
    STAFF: ("Sam Registrar", Role.STAFF),
    INTEGRATOR: ("Demo Integration", Role.INTEGRATOR),
}


def demo_accounts(hashes: Mapping[str, str]) -> Sequence[Account]:
    """Return the accounts one signs in with, the student's first, given the hash of each one's password."""
    return [_account(email, name, role, password_hash=hashes[email]) for email, (name, role) in _PEOPLE.items()]


def classmates(count: int) -> Sequence[Account]:
    """Return as many students, without passwords."""
    return [_account(f"classmate-{n}@example.edu", f"Classmate {n}", Role.STUDENT) for n in range(1, count + 1)]


def _account(email: str, name: str, role: Role, *, password_hash: str | None = None) -> Account:
    user = User(id=UserId(uuid4()), email=email, name=name, roles=frozenset({role}))
    return Account(user=user, password_hash=password_hash)
