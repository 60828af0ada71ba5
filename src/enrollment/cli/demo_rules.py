"""The demo's academic rules."""

from importlib.resources import files
from zoneinfo import ZoneInfo

from enrollment.adapters.rules_yaml import YamlRuleFile
from enrollment.application import Application

BY = "demo"


def publish_demo_rules(application: Application, campus: ZoneInfo) -> int:
    """Publish the rules for the demo catalog, which is on record already; return the number of the edition."""
    file = YamlRuleFile(files("enrollment").joinpath("demo/rules.yaml").read_bytes(), campus)
    return application.publish_rules(application.check_rules(file), by=BY)
