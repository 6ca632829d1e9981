"""The layouts that circulate, each with the words of its head and the way its rows are read."""
