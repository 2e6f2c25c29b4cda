"""What the program says to the office, in its language: messages are English values until they are said.

A message has no key: it is found again as a whole or by its parts, through the templates of a .po.
So all code below the commands speaks English, tests read English, and a build loads no catalogue.
"""
