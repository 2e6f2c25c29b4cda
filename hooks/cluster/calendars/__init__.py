"""iCalendar files, and links that add an event to other calendars."""
