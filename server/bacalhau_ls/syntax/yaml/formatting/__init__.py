"""White space of a document, of a part, and while somebody types."""
