"""Operations on the tree as edits of the text."""
