"""Text in, tree out: the tolerant parser and its incremental half."""
