"""YAML as the format of rules."""

from zoneinfo import ZoneInfo

from enrollment.adapters.rules_yaml.rule_file import YamlRuleFile
from enrollment.adapters.rules_yaml.writing import written_said
from enrollment.domain.rule_book import Said


class YamlRuleFiles:
    """The port RuleFiles; times without an offset are those of the clock on campus."""

    def __init__(self, campus: ZoneInfo) -> None:
        self._campus = campus

    def read(self, content: bytes) -> YamlRuleFile:
        """Read YAML."""
        return YamlRuleFile(content, self._campus)

    def written(self, said: Said) -> str:
        """Write YAML."""
        return written_said(said, self._campus)
