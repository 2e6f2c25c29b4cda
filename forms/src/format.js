// The formats of the files: what Sveltia CMS reads from them, and the text that it saves.

import { isMap, parseDocument } from "yaml";

import { withOldLines, withRelativePictures } from "./body.js";
import { Edit } from "./edit.js";
import { merged } from "./merge.js";
import { clean, read, same } from "./values.js";
import { mapping } from "./write.js";

/** The key under which the values of a file carry its text, so that it can be changed in place. */
export const SOURCE = "source_of_values";

const HEAD = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)/m;

/** The parts of a document: the head, the blank lines behind it, and the text. */
function apart(source) {
  const found = source.startsWith("---") ? source.match(HEAD) : null;
  const rest = found ? source.slice(found[0].length) : source;
  const body = rest.trim();
  return { hasHead: !!found, head: found?.[1] ?? "", gap: body ? rest.slice(0, rest.indexOf(body[0])) : "", body };
}

function parsed(text) {
  const document = parseDocument(text, { schema: "failsafe", uniqueKeys: true });
  if (document.errors.length) throw document.errors[0];
  return document.contents;
}

/** The values of a YAML text. */
function valuesOf(text, shape, languages) {
  const root = parsed(text);
  return isMap(root) ? read(root, shape, languages) : {};
}

/** A YAML text with other values. */
export function edited(text, values, shape, languages) {
  const root = text.trim() ? parsed(text) : null;
  const now = clean(values, shape) ?? {};
  if (!isMap(root) || !root.items.length) {
    const head = text.trim() ? `${text.trimEnd()}\n\n` : "";
    return Object.keys(now).length ? `${head}${mapping(now, shape, 0, languages)}\n` : text;
  }
  const edit = new Edit(text, languages);
  edit.change(root, now, shape);
  const { result } = edit;
  const found = clean(valuesOf(result, shape, languages), shape) ?? {};
  if (!same(found, now)) throw new Error("the changed values can't be written into this file");
  return result.endsWith("\n") ? result : `${result}\n`;
}

/** Whether a file has more than comments. */
export const saysSomething = (text) => text.split("\n").some((line) => line.trim() && !line.startsWith("#"));

/** A file of data, which somebody else may have changed since `source`: then the changes of both. */
function withChangesOfOthers(source, latest, values, shape, languages) {
  if (!source || !latest || latest === source) return edited(source, values, shape, languages);
  const [base, theirs] = [source, latest].map((text) => clean(valuesOf(text, shape, languages), shape));
  return edited(latest, merged(base, clean(values, shape), theirs), shape, languages);
}

/** The functions for `registerCustomFormat`; `onDisk` is the present text of a file of data, where it is known. */
export function formatOf({ shape, file, folder }, languages) {
  const isData = file !== "";
  let latest = "";

  function fromFile(source) {
    latest = source;
    if (isData) return { ...valuesOf(source, shape, languages), [SOURCE]: source };
    const { head, body } = apart(source);
    return { ...valuesOf(head, shape, languages), body, [SOURCE]: source };
  }

  function toFile({ [SOURCE]: source = "", ...values }, onDisk = undefined) {
    if (isData) return withChangesOfOthers(source, onDisk ?? latest, values, shape, languages);
    const { body: written = "", ...head } = values;
    const was = apart(source);
    const now = written.trim();
    const body = withOldLines(withRelativePictures(now, folder), was.body);
    const lines = edited(was.head, head, shape, languages);
    const parts = lines || was.hasHead || !body ? ["---\n", lines, "---\n"] : [];
    const gap = was.body ? was.gap : "\n";
    return [...parts, ...(body ? [gap, body, "\n"] : [])].join("");
  }

  return { fromFile, toFile };
}
