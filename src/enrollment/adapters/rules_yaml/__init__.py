"""The rules of the registrar as a YAML file."""

from enrollment.adapters.rules_yaml.rule_file import YamlRuleFile
from enrollment.adapters.rules_yaml.rule_files import YamlRuleFiles
from enrollment.adapters.rules_yaml.writing import written_sets

__all__ = ["YamlRuleFile", "YamlRuleFiles", "written_sets"]
