"""What an editor offers: pure functions of a document, one file per feature.

Offsets and spans in, frozen records in an editor's words out. No feature knows
another, LSP, files or the clock.
"""
