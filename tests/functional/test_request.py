"""What becomes of a request before a view has it, and of an answer that leads elsewhere."""

from pyramid.interfaces import IRequestExtensions

from enrollment.web.redirects import see_other
from tests.functional.pages.test_enroll import confirmation
from tests.support.build import a_course


def test_no_request_has_a_class_made_for_it_alone(site):
    assert site.registry.queryUtility(IRequestExtensions) is None


def test_a_redirect_has_a_link_for_what_does_not_follow_by_itself(signed_in, on_offer):
    answer = confirmation(signed_in(), on_offer(a_course())).submit(status=303)

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.html.a["href"] == answer.headers["Location"]


def test_an_address_cannot_break_out_of_the_link():
    assert '<a href="/?a=&quot;&gt;&lt;script&gt;">' in see_other('/?a="><script>').text
