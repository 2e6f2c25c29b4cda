"""Maps of places, drawn from the outlines of countries in outlines/."""
