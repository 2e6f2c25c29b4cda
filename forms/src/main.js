// Starts Sveltia CMS with the files, fields and choices of the site.

import { latestText } from "./folder.js";
import { SOURCE, formatOf } from "./format.js";
import { chooseLanguage } from "./language.js";

chooseLanguage(document.documentElement.lang);
const { default: CMS } = await import("./sveltia-cms.js");
const response = await fetch("config.json", { cache: "no-store" });
const { languages, formats, words, cms } = await response.json();

function refuse() {
  alert(words.changed_meanwhile);
  throw new Error("another program has changed the file");
}

for (const each of formats) {
  const { fromFile, toFile } = formatOf(each, languages);
  CMS.registerCustomFormat(each.name, each.extension, {
    fromFile,
    toFile: async (values) => toFile(values, await latestText(each, values[SOURCE], cms.backend, refuse)),
  });
}
CMS.init({ config: cms });
