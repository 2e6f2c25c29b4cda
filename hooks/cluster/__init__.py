"""The core: plain values in, text out; it imports no MkDocs, opens no file and asks no clock.

Floors, each importing only from those above it in this list:
problems, language, dates, links, digests, plaintext · tree, extensions, pictures · markdown, photographs ·
reader, words, renditions · plan, organisation, news, newsletter, changes, deliverables, prose, repetition ·
events, plans · entries, illustration, fulfilment · history · site · event_checks, news_checks, keeping,
announcements · plan_checks, voice · report, comparison, excellence, checks, calendars, channels, page,
structured, takeover, attention, social · event_pages, items, publication · plan_pages, news_pages,
media_pages · pages · bodies, ical, feeds, letters, presskit, opendata, sitemap, search, keys · shell,
mailing, sources · outputs · settings.
For the import of calendars: contentlines · moments · series · foreign, heads · following · importing; for
drafts and records: drafting, succession, recording.
Beside them stand those that may touch the disk, the clock and MkDocs, and that nothing of the core imports:
folder, store and album (what is kept), project (what is read), engine (what MkDocs makes of the settings
and the theme), press and builder (from a project to its site), preview, importer, office and written (files
that an editor gets), and cli, the command line.
"""
