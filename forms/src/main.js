// Starts Sveltia CMS with the files, fields and choices of the site.

import { formatOf } from "./format.js";
import { chooseLanguage } from "./language.js";

chooseLanguage(document.documentElement.lang);
const { default: CMS } = await import("./sveltia-cms.js");
const response = await fetch("config.json", { cache: "no-store" });
const { languages, formats, cms } = await response.json();
for (const each of formats) CMS.registerCustomFormat(each.name, each.extension, formatOf(each, languages));
CMS.init({ config: cms });
