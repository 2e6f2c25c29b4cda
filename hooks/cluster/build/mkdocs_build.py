"""What a build through the engine renders from, read from the project that MkDocs has configured."""

from __future__ import annotations

from pathlib import Path

from cluster.build import project
from cluster.build.assets import assets_of, linked_files
from cluster.build.caches import program_cache
from cluster.build.context import Build
from cluster.build.logos import problems_of_logos
from cluster.build.look import painter_of
from cluster.build.mkdocs_api import MkDocsConfig
from cluster.build.mkdocs_checks import problems_of
from cluster.build.mkdocs_config import written_in
from cluster.build.mkdocs_forms import forms_of
from cluster.build.mkdocs_policy import policy_of
from cluster.build.mkdocs_theme import languages_of, logos_of, menu_of, reasons, site_url_of, theme_of
from cluster.build.picture_cache import PictureCache
from cluster.build.plugin_texts import converter_of
from cluster.build.prepared import PreparedOnce
from cluster.build.program_files import checked_words
from cluster.build.theme_files import own_files
from cluster.problems import Invalid


def build_of(config: MkDocsConfig) -> Build:
    """The build; Invalid with every problem. Puts the theme, made ready, into `config.extra`."""
    written = written_in(config)
    if problems := [*problems_of(config, written), *problems_of_logos(config, written)]:
        raise Invalid(problems)
    languages, site_url = languages_of(config), site_url_of(config)
    root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    pictures = PictureCache(docs, root / ".cache" / "pictures", {})
    prepared = PreparedOnce(program_cache(root))
    named = [name for name, _ in own_files(config)]
    words = checked_words(root, languages.all)
    menu = menu_of(config)
    theme = theme_of(config, languages, words, menu, site_url, prepared)
    config.extra["theme"] = theme
    found = project.site_of(
        root,
        docs,
        languages,
        converter_of(config, words),
        pictures,
        site_url=site_url,
        named=named,
        theme_files=None if reasons(config) else linked_files(theme.files),
        logos=logos_of(config),
        words=words,
        menu=menu,
        bytecode_cache=prepared.templates,
    )
    return Build(
        site=found.public,
        whole=found.whole,
        now=found.now,
        notes=found.notes,
        site_url=site_url,
        words=words,
        menu=menu,
        pictures=pictures,
        painter=painter_of(theme.files, found.public, pictures),
        policy=policy_of(config),
        assets=assets_of(theme.files, theme.styles, found.public),
        bytecode_cache=prepared.templates,
        forms=forms_of(config),
    )
