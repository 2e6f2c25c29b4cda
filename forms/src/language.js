// The language of Sveltia's interface.

/** Slovak is not among its languages. */
const LOCALES = { en: "en-US", sk: "cs" };

const KEY = "sveltia-cms.prefs";

/** It is that of the site, until somebody chooses another one. Sveltia reads the choice while it is loaded. */
export function chooseLanguage(language) {
  const prefs = JSON.parse(localStorage.getItem(KEY) ?? "{}");
  if (prefs.locale) return;
  localStorage.setItem(KEY, JSON.stringify({ ...prefs, locale: LOCALES[language] ?? language }));
}
