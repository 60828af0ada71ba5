"""Every address the web answers, in one place."""

from pyramid.config import Configurator

from enrollment.web.resources import (
    ConsentRequestResource,
    CourseEntryResource,
    CourseResource,
    EnrollmentResource,
    EntryResource,
    MessageResource,
    PermitResource,
    ReceiptResource,
    StudentResource,
)


def includeme(config: Configurator) -> None:
    """Pages first, then the API, then what operators ask."""
    config.add_static_view("static", "enrollment.web:static", cache_max_age=3600)

    config.add_route("catalog", "/")
    config.add_route("course", "/courses/{course_id}", factory=CourseResource)
    config.add_route("course.enroll", "/courses/{course_id}/enroll", factory=CourseResource)
    config.add_route("course.together", "/courses/{course_id}/together", factory=CourseResource)
    config.add_route("course.plan", "/courses/{course_id}/plan", factory=CourseResource)
    config.add_route("course.plan.move", "/courses/{course_id}/plan/move", factory=CourseResource)
    config.add_route("course.plan.remove", "/courses/{course_id}/plan/remove", factory=CourseResource)
    config.add_route("course.consent", "/courses/{course_id}/consent", factory=CourseResource)
    config.add_route("course.permit", "/courses/{course_id}/permit", factory=CourseResource)
    config.add_route("course.waitlist", "/courses/{course_id}/waitlist", factory=CourseResource)
    config.add_route("course.watch", "/courses/{course_id}/watch", factory=CourseResource)
    config.add_route("plan", "/plan")
    config.add_route("plan.submit", "/plan/submit")
    config.add_route("plan.result", "/plan/result")
    config.add_route("me", "/me")
    config.add_route("enrollment.drop", "/enrollments/{enrollment_id}/drop", factory=EnrollmentResource)
    config.add_route("enrollment.undo", "/enrollments/{enrollment_id}/undo", factory=EnrollmentResource)
    config.add_route("entry.leave", "/waitlist/{entry_id}/leave", factory=EntryResource)
    config.add_route("entry.revise", "/waitlist/{entry_id}/revise", factory=EntryResource)
    config.add_route("offer.accept", "/offers/{entry_id}/accept", factory=EntryResource)
    config.add_route("offer.decline", "/offers/{entry_id}/decline", factory=EntryResource)
    config.add_route("swaps", "/swaps")
    config.add_route("staff.mail", "/staff/mail")
    config.add_route("staff.mail.resend", "/staff/mail/{message_id}/resend", factory=MessageResource)
    config.add_route("staff.metrics", "/staff/metrics")
    config.add_route("staff.consent", "/staff/consent")
    config.add_route("staff.consent.decide", "/staff/consent/{request_id}", factory=ConsentRequestResource)
    config.add_route("staff.permits", "/staff/courses/{course_id}/permits", factory=CourseResource)
    config.add_route(
        "staff.permit.revoke", "/staff/courses/{course_id}/permits/{permit_id}/revoke", factory=PermitResource
    )
    config.add_route("staff.waitlist", "/staff/courses/{course_id}/waitlist", factory=CourseResource)
    config.add_route(
        "staff.waitlist.move", "/staff/courses/{course_id}/waitlist/{entry_id}", factory=CourseEntryResource
    )
    config.add_route("staff.seats", "/staff/courses/{course_id}/seats", factory=CourseResource)
    config.add_route("staff.overbook", "/staff/courses/{course_id}/enrollments", factory=CourseResource)
    config.add_route("staff.students", "/staff/students")
    config.add_route("staff.student", "/staff/students/{student_id}", factory=StudentResource)
    config.add_route("staff.hold.lift", "/staff/students/{student_id}/holds/{hold_id}/lift", factory=StudentResource)
    config.add_route("staff.rules", "/staff/rules")
    config.add_route("staff.rules.check", "/staff/rules/check")
    config.add_route("staff.rules.publish", "/staff/rules/publish")
    config.add_route("measures", "/measures")
    config.add_route("login", "/login")
    config.add_route("logout", "/logout")

    config.add_route("api.v1.openapi", "/api/v1/openapi.json")
    config.add_route("api.v1.docs", "/api/v1/docs")
    config.add_route("api.v1.token", "/api/v1/token")
    config.add_route("api.v1.me", "/api/v1/me")
    config.add_route("api.v1.me.enrollments", "/api/v1/me/enrollments")
    config.add_route("api.v1.me.plan", "/api/v1/me/plan")
    config.add_route("api.v1.me.plan.submissions", "/api/v1/me/plan/submissions")
    config.add_route("api.v1.courses", "/api/v1/courses")
    config.add_route("api.v1.course", "/api/v1/courses/{course_id}", factory=CourseResource)
    config.add_route("api.v1.eligibility", "/api/v1/courses/{course_id}/eligibility", factory=CourseResource)
    config.add_route("api.v1.enrollments", "/api/v1/courses/{course_id}/enrollments", factory=CourseResource)
    config.add_route("api.v1.consent", "/api/v1/courses/{course_id}/consent-requests", factory=CourseResource)
    config.add_route("api.v1.permits", "/api/v1/courses/{course_id}/permits", factory=CourseResource)
    config.add_route("api.v1.permit-grants", "/api/v1/courses/{course_id}/permit-grants", factory=CourseResource)
    config.add_route(
        "api.v1.permit-grant", "/api/v1/courses/{course_id}/permit-grants/{permit_id}", factory=PermitResource
    )
    config.add_route("api.v1.consent-requests", "/api/v1/consent-requests")
    config.add_route(
        "api.v1.consent-decision", "/api/v1/consent-requests/{request_id}/decision", factory=ConsentRequestResource
    )
    config.add_route("api.v1.me.waitlist", "/api/v1/me/waitlist")
    config.add_route("api.v1.me.watches", "/api/v1/me/watches")
    config.add_route("api.v1.course.waitlist", "/api/v1/courses/{course_id}/waitlist", factory=CourseResource)
    config.add_route(
        "api.v1.course.waitlist.position",
        "/api/v1/courses/{course_id}/waitlist/{entry_id}/position",
        factory=CourseEntryResource,
    )
    config.add_route("api.v1.course.watch", "/api/v1/courses/{course_id}/watch", factory=CourseResource)
    config.add_route("api.v1.course.preview", "/api/v1/courses/{course_id}/preview", factory=CourseResource)
    config.add_route("api.v1.course.overbookings", "/api/v1/courses/{course_id}/overbookings", factory=CourseResource)
    config.add_route("api.v1.waitlist", "/api/v1/waitlist/{entry_id}", factory=EntryResource)
    config.add_route("api.v1.offer.acceptance", "/api/v1/offers/{entry_id}/acceptance", factory=EntryResource)
    config.add_route("api.v1.offer.refusal", "/api/v1/offers/{entry_id}/refusal", factory=EntryResource)
    config.add_route("api.v1.swaps", "/api/v1/swaps")
    config.add_route(
        "api.v1.enrollment.restoration", "/api/v1/enrollments/{enrollment_id}/restoration", factory=EnrollmentResource
    )
    config.add_route("api.v1.record", "/api/v1/students/{student_id}/record", factory=StudentResource)
    config.add_route("api.v1.enrollment", "/api/v1/enrollments/{enrollment_id}", factory=EnrollmentResource)
    config.add_route("api.v1.receipt", "/api/v1/receipts/{receipt_id}", factory=ReceiptResource)

    config.add_route("jwks", "/.well-known/jwks.json")
    config.add_route("health.live", "/health/live")
    config.add_route("health.ready", "/health/ready")
    config.add_route("metrics", "/metrics")
