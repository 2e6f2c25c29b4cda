// Starts Sveltia CMS with the files, fields and choices of the site.

import { latestText } from "./folder.js";
import { SOURCE, formatOf, saysSomething } from "./format.js";
import { chooseLanguage } from "./language.js";

chooseLanguage(document.documentElement.lang);
const { default: CMS } = await import("./sveltia-cms.js");
const response = await fetch("config.json", { cache: "no-store" });
const { languages, formats, words, cms } = await response.json();

/** Stops a save; Sveltia says only that it failed. */
function refuse(why) {
  alert(why);
  throw new Error(why);
}

const changedMeanwhile = () => refuse(words.changed_meanwhile);

for (const each of formats) {
  const { fromFile, toFile } = formatOf(each, languages);
  CMS.registerCustomFormat(each.name, each.extension, {
    fromFile,
    toFile: async (values) => {
      const text = toFile(values, await latestText(each, values[SOURCE], cms.backend, changedMeanwhile));
      return saysSomething(text) ? text : refuse(words.empty);
    },
  });
}
CMS.init({ config: cms });
