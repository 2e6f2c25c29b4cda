"""The core: plain values in, text out; it imports no MkDocs, opens no file and asks no clock.

Floors, each importing only from those above it in this list:
problems, language, dates, links, digests · tree, extensions · markdown · reader, words · plan, organisation,
news, prose, repetition · events · entries · site · event_checks, voice · checks, calendars, page,
structured, takeover, attention · event_pages · plan_pages · pages · bodies, ical, feeds, sitemap, search,
keys · shell, outputs, sources · settings.
For the import of calendars: contentlines · moments · series · foreign, heads · following · importing.
Beside them stand those that may touch the disk, the clock and MkDocs, and that nothing of the core imports:
folder and store (what is kept), project (what is read), engine (what MkDocs makes of the settings and the
theme), press and builder (from a project to its site), preview, importer, and cli, the command line.
"""
