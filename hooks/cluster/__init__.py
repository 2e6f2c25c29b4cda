"""The program: from a cluster's data and texts to its website, calendars, feeds and letters.

Each package is a layer, and imports only the packages below it:

    __main__, cli, then commands          the command line, by subject
    messages                              what commands say, in the language of the office
    office.new_site                       projects of other clusters, and their upgrades
    office.entries, office.tidy           new events, news, members and other items; restored files
    office, with calendar_import, review, drafts, records, imported events, what has changed,
        tables, links                     tables, links to other sites
    publishing                            the site on a server, by rsync
    build                                 the project on disk, MkDocs, the cache, the published folder
    pages, forms                          what each page shows, and its HTML; what forms ask
    checks, calendars, feeds, mail, data  rules; everything published beside pages
    hosts                                 what web servers are told of the files
    schemas                               JSON Schemas of what editors write
    content                               the model, and lookups in it
    reading, pictures, outlines           YAML, Markdown and pictures become values; maps
    problems, language, letters, typography, dates, date_formats, links, digests, frozen

Below `build` all code is pure, values in and text out: no disk, no clock, no MkDocs.
"""
