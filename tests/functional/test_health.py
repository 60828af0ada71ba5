"""What operators ask, and what they read."""

from enrollment.web.journal import printable


def test_a_process_that_answers_is_live(browser):
    assert browser.get("/health/live").json == {"status": "live"}


def test_it_is_ready_while_the_record_answers(browser):
    assert browser.get("/health/ready").json == {"status": "ready"}


def test_it_is_not_ready_when_the_record_does_not(browser, system, monkeypatch):
    def broken():
        raise OSError("no such file")

    monkeypatch.setattr(system.engine.dialect, "do_execute", lambda *arguments: broken())

    response = browser.get("/health/ready", status=503)

    assert (response.content_type, response.json["code"]) == ("application/problem+json", "service-unavailable")
    assert "no such file" not in response


def test_each_request_is_one_line_without_its_query(browser, capsys):
    response = browser.get("/courses?token=secret", status=404)

    (line,) = [line for line in capsys.readouterr().out.splitlines() if response.headers["X-Request-Id"] in line]

    assert "status=404" in line
    assert "method=GET" in line
    assert "secret" not in line


def test_what_is_noted_is_one_line_whatever_was_asked(browser, capsys):
    browser.get("/a%0AINFO%20all%20is%20well%1B[2J", expect_errors=True)

    assert "\nINFO" not in capsys.readouterr().out


def test_a_megabyte_is_noted_as_a_kilobyte():
    assert len(printable("é" * 1_000_000)) == 1024
