"""Access tokens for programs (RFC 6749 §4.3, §5, §6), and the keys others verify them with."""

from typing import Any

from pydantic import ConfigDict, Field
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from enrollment.application.issue_tokens import Tokens
from enrollment.domain.errors import InvalidGrant
from enrollment.domain.reasons import Category
from enrollment.web.api.exchange import Asked
from enrollment.web.api.shapes import Answer
from enrollment.web.problems import Problem, answer, problem_of
from enrollment.web.request import Request

# What each grant needs besides its type.
FIELDS = {"password": ("username", "password"), "refresh_token": ("refresh_token",)}


class TokenRequest(Asked):
    """A grant: ``password`` with username and password, or ``refresh_token``. Other fields are passed over (§3.2)."""

    model_config = ConfigDict(extra="ignore")

    grant_type: str = Field("", description="``password`` or ``refresh_token``.")
    username: str = ""
    password: str = ""
    refresh_token: str = ""


class TokenAnswer(Answer):
    """An access token good for ``expires_in`` seconds, and a refresh token good for one use."""

    access_token: str
    refresh_token: str
    token_type: str
    expires_in: int


class KeySet(Answer):
    """A JSON Web Key Set (RFC 7517)."""

    keys: list[dict[str, Any]]


@view_config(
    route_name="api.v1.token",
    request_method="POST",
    permission=NO_PERMISSION_REQUIRED,
    form=TokenRequest,
    answer=TokenAnswer,
    problems=(400, 429),
)
def token(context: Any, request: Request) -> Any:
    """Exchange a grant for tokens. A refresh token presented twice revokes every token that came of it.

    A refused grant is returned, not raised, so that the revocation is kept.
    """
    asked: TokenRequest = request.asked
    if not asked.grant_type:
        return _refused("invalid_request", "The field grant_type is missing.")
    if asked.grant_type not in FIELDS:
        return _refused("unsupported_grant_type", f"The grants taken are: {', '.join(FIELDS)}.")
    missing = [name for name in FIELDS[asked.grant_type] if not getattr(asked, name)]
    if missing:
        return _refused("invalid_request", f"The field {missing[0]} is missing.")
    tokens = _tokens(request, asked)
    request.response.headers["Cache-Control"] = "no-store"
    if tokens is None:
        return _refused("invalid_grant", str(InvalidGrant()))
    return TokenAnswer(
        access_token=tokens.access_token,
        refresh_token=tokens.refresh_token,
        token_type="Bearer",  # noqa: S106 - the name of a scheme
        expires_in=tokens.expires_in,
    )


@view_config(route_name="jwks", request_method="GET", permission=NO_PERMISSION_REQUIRED, answer=KeySet)
def keys(context: Any, request: Request) -> KeySet:
    """Read the public keys that access tokens are signed with."""
    return KeySet(keys=list(request.application.identity.public_keys()["keys"]))


def _tokens(request: Request, asked: TokenRequest) -> Tokens | None:
    issue = request.application.issue_tokens
    if asked.grant_type == "password":
        return issue.for_password(asked.username, asked.password)
    return issue.for_refresh_token(asked.refresh_token)


def oauth_members(error: str, description: str) -> dict[str, str]:
    """Return what RFC 6749 §5.2 wants in the answer to a refused grant."""
    return {"error": error, "error_description": description}


def _refused(error: str, description: str) -> Any:
    problem = problem_of(InvalidGrant())
    refused = Problem(
        status=400,
        code=error.replace("_", "-"),
        detail=description,
        category=problem.category if error == "invalid_grant" else Category.VALIDATION,
        members=oauth_members(error, description),
    )
    return answer(refused, "/api/v1/token")
