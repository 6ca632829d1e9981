"""Starting a federation: its folder, what it assumes at first and a workbook to fill in."""
