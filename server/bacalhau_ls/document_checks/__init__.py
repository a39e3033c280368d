"""What is said about a document as a whole: what it is, its templates and aliases."""
