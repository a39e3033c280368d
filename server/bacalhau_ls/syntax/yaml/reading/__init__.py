"""From the text of YAML to a tree."""
