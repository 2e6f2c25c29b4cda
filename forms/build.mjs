// Makes the files of the forms at /admin/: node build.mjs NODE_MODULES FOLDER
//
// Sveltia CMS becomes one script, and ours another. What Sveltia would load from other hosts is put into it (the
// languages of its interface), beside it (the font of its icons), or left out: what no form of ours uses.

import { copyFile, mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";

const [modules, folder] = process.argv.slice(2).map((path) => resolve(path));
const { build } = createRequire(join(modules, "esbuild", "package.json"))("esbuild");
const here = import.meta.dirname;
const cms = join(modules, "@sveltia", "cms");

// Its interface in those languages that the program has, too; English is in its script. Slovaks get Czech.
const LANGUAGES = ["cs", "de", "fr", "pl"];

// What its interface does not say in them yet, or what is not true of our files.
const WORDS = JSON.parse(await readFile(join(here, "src", "words.json"), "utf-8"));

// Parts for maps, drawings, code and pictures in rare formats, of which no form of ours has any.
const LEFT_OUT = /^(@shikijs\/|leaflet|terra-draw|svgo|exifr|immutable)|\/chunks\/(shiki-engine|heic|webp_enc)/;

const FONTS = "assets/material-symbols-outlined-latin-wght-normal-_Z1IJPLg.woff2";

const isLeftOut = (path) => {
  const locale = path.match(/\/locales\/(.+)\.json$/);
  return locale ? !LANGUAGES.includes(locale[1]) : LEFT_OUT.test(path);
};

// What is changed in its script: a pattern that has to be found, so that a new release of Sveltia can't bring a
// request to another host back unnoticed, and what stands in its place.
const REPLACED = [
  [/@font-face\s*\{[^{}]*cdn\.jsdelivr\.net[^{}]*\}/g, ""],
  [/"(?:source-sans-3|noto-mono)-[^"]*\.woff2":new URL\(new URL\(`[^`]*`,import\.meta\.url\)\.href,``\+import\.meta\.url\)\.href,/g, ""],
  [new RegExp(FONTS, "g"), "icons.woff2"],
  [/(?<=\{status:\{indicator:e\}\}=await )\w+\(\w+\)/, '{status:{indicator:"none"}}'],
  [/(?<=\{status_overall:\{status_code:e\}\}\}=await )\w+\(\w+\)/, "{result:{status_overall:{status_code:100}}}"],
  [/If you save now, their changes will be lost\./, WORDS["en-US"].save_conflict.overwrite_warning],
  // A slip: languages in which a new entry has no text yet have no errors either.
  [/(?<=Object\.values\(\w+\(\w+\)\[\w+\])(?=\)\.some\(\(\{valid:)/, "??{}"],
];

const withoutRequests = (text) =>
  REPLACED.reduce((done, [pattern, by]) => {
    if (done.search(pattern) < 0) throw new Error(`Sveltia CMS has no ${pattern} any more`);
    return done.replace(pattern, by);
  }, text);

const joined = (one, other) =>
  typeof other === "object"
    ? { ...one, ...Object.fromEntries(Object.entries(other).map(([key, each]) => [key, joined(one?.[key], each)])) }
    : other;

const trimmed = {
  name: "trimmed",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./ }, ({ path }) => (isLeftOut(path) ? { path, namespace: "nothing" } : undefined));
    onLoad({ filter: /./, namespace: "nothing" }, () => ({ contents: "export default {};" }));
    onLoad({ filter: /[\\/]locales[\\/][\w-]+\.json$/ }, async ({ path }) => {
      const words = JSON.parse(await readFile(path, "utf-8"));
      return { contents: JSON.stringify(joined(words, WORDS[basename(path, ".json")] ?? {})), loader: "json" };
    });
    onLoad({ filter: /@sveltia[\\/]cms[\\/]npm[\\/]index\.js$/ }, async ({ path }) => ({
      contents: withoutRequests(await readFile(path, "utf-8")),
    }));
  },
};

// Our own scripts load these beside them. The formats are a script of their own, which tests can load alone.
const apart = {
  name: "apart",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(sveltia-cms|format)\.js$/ }, ({ path }) => ({ path, external: true }));
  },
};

const settings = {
  bundle: true,
  format: "esm",
  minify: true,
  charset: "utf8",
  legalComments: "external",
  target: "es2022",
  nodePaths: [modules],
};

await mkdir(folder, { recursive: true });
await build({
  ...settings,
  stdin: { contents: 'export { default } from "@sveltia/cms";', resolveDir: here },
  outfile: join(folder, "sveltia-cms.js"),
  plugins: [trimmed],
});
await build({
  ...settings,
  entryPoints: { forms: join(here, "src", "main.js"), format: join(here, "src", "format.js") },
  outdir: folder,
  plugins: [apart],
});
await copyFile(join(here, "src", "forms.css"), join(folder, "forms.css"));
await copyFile(join(cms, "npm", FONTS), join(folder, "icons.woff2"));
await copyFile(join(cms, "npm", "assets", "material-symbols-outlined.LICENSE.txt"), join(folder, "icons.LICENSE.txt"));
await copyFile(join(cms, "LICENSE.txt"), join(folder, "sveltia-cms.LICENSE.txt"));
await copyFile(join(modules, "yaml", "LICENSE"), join(folder, "yaml.LICENSE.txt"));
