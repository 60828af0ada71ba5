"""Where a browser goes on."""

from html import escape

from pyramid.response import Response


def see_other(address: str) -> Response:
    """Return the answer that sends a browser on to the address, with a link for what does not follow by itself.

    See RFC 9110 §15.4.4. Pyramid's HTTPSeeOther would first prepare the whole environment for a template.
    """
    note = f'<!doctype html><html lang="en"><title>Go on</title><p><a href="{escape(address)}">Go on</a></p></html>\n'
    return Response(note, status=303, location=address)
