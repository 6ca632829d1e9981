"""The page a brief is: templates, blocks, figures, the embedded typeface."""
