"""Who may open what, and when: one table (table.py) crosses every address of our own packages with every role and moment."""
