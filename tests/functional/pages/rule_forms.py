"""The forms with which staff publish rules."""

RULES = "courses:\n  COGS 1: {consent_of: instructor}\n"
SENIORS = "courses:\n  COGS 1:\n    restricted_to: [{name: Seniors, standings: [senior]}]\n"


def texts(page, selector):
    """What the elements say."""
    return [" ".join(found.get_text(" ").split()) for found in page.html.select(selector)]


def form_to(page, address):
    """The form of the page that leads there."""
    return next(form for form in page.forms.values() if form.action == f"/staff/rules/{address}")


def checked(staff, text, status=200):
    """Paste the text, and have it checked."""
    form = form_to(staff.get("/staff/rules"), "check")
    form["text"] = text
    return form.submit(status=status)


def published(staff, text):
    """Paste, check, tick, publish."""
    form = form_to(checked(staff, text), "publish")
    form["confirmed"] = "1"
    return form.submit(status=303).follow()
