"""The core: plain values in, text out; it imports no MkDocs, opens no file and asks no clock.

Floors, each importing only from those above it in this list:
problems, language, dates · tree · reader, words · plan, organisation, news, prose · events · site ·
checks, pages · bodies, ical, feeds, sitemap, markdown · shell, outputs, sources.
Beside them stands `cli`, the command line, which like hooks/main.py may touch the disk.
"""
