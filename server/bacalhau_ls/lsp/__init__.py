"""The language server: LSP in, LSP out. The only room that knows pygls and lsprotocol."""
