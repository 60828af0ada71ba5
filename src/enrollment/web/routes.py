"""Every address the web answers, in one place."""

from pyramid.config import Configurator

from enrollment.web.resources import CourseResource, EnrollmentResource, MessageResource, ReceiptResource


def includeme(config: Configurator) -> None:
    """Pages first, then the API, then what operators ask."""
    config.add_static_view("static", "enrollment.web:static", cache_max_age=3600)

    config.add_route("catalog", "/")
    config.add_route("course", "/courses/{course_id}", factory=CourseResource)
    config.add_route("course.enroll", "/courses/{course_id}/enroll", factory=CourseResource)
    config.add_route("me", "/me")
    config.add_route("enrollment.drop", "/enrollments/{enrollment_id}/drop", factory=EnrollmentResource)
    config.add_route("staff.mail", "/staff/mail")
    config.add_route("staff.mail.resend", "/staff/mail/{message_id}/resend", factory=MessageResource)
    config.add_route("staff.metrics", "/staff/metrics")
    config.add_route("measures", "/measures")
    config.add_route("login", "/login")
    config.add_route("logout", "/logout")

    config.add_route("api.v1.openapi", "/api/v1/openapi.json")
    config.add_route("api.v1.docs", "/api/v1/docs")
    config.add_route("api.v1.token", "/api/v1/token")
    config.add_route("api.v1.me", "/api/v1/me")
    config.add_route("api.v1.me.enrollments", "/api/v1/me/enrollments")
    config.add_route("api.v1.courses", "/api/v1/courses")
    config.add_route("api.v1.course", "/api/v1/courses/{course_id}", factory=CourseResource)
    config.add_route("api.v1.eligibility", "/api/v1/courses/{course_id}/eligibility", factory=CourseResource)
    config.add_route("api.v1.enrollments", "/api/v1/courses/{course_id}/enrollments", factory=CourseResource)
    config.add_route("api.v1.enrollment", "/api/v1/enrollments/{enrollment_id}", factory=EnrollmentResource)
    config.add_route("api.v1.receipt", "/api/v1/receipts/{receipt_id}", factory=ReceiptResource)

    config.add_route("jwks", "/.well-known/jwks.json")
    config.add_route("health.live", "/health/live")
    config.add_route("health.ready", "/health/ready")
    config.add_route("metrics", "/metrics")
