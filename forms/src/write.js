// New YAML in the style of a cluster's files.

import { WIDTH, oneLine, scalar } from "./text.js";

const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** The shape of a key: what is unknown is a line. */
export const shapeAt = (shape, key) => (isMap(shape) ? (shape[key] ?? "line") : shape === "text" ? "own" : "line");

/** The keys of a mapping in the order of its shape, then those that it does not have. */
export function ordered(value, shape, languages = []) {
  const known = isMap(shape) ? Object.keys(shape) : languages;
  return [...known.filter((key) => key in value), ...Object.keys(value).filter((key) => !known.includes(key))];
}

const isWord = (shape) => shape === "word" || shape === "yes" || shape === "link" || shape === "path";

/** A value as the parser would give it, as text. */
const written = (value) => (typeof value === "string" ? value : String(value));

/** A value within brackets or braces. */
export function flow(value, shape, languages) {
  if (Array.isArray(value)) return `[${value.map((each) => flow(each, shape[0] ?? "line", languages)).join(", ")}]`;
  if (!isMap(value)) return oneLine(written(value), { inFlow: true, isText: !isWord(shape) });
  const pairs = ordered(value, shape, languages).map(
    (key) => `${key}: ${flow(value[key], shapeAt(shape, key), languages)}`,
  );
  return `{${pairs.join(", ")}}`;
}

const isFlat = (value) => !isMap(value) && !Array.isArray(value);

/** Whether a value is short enough for brackets: ids, a text in its languages, a few facts. */
function isShort(value, shape, indent, key, languages) {
  const parts = Array.isArray(value) ? value : Object.values(value);
  const hasSmallParts = Array.isArray(value)
    ? shape[0] === "word" && parts.every(isFlat)
    : parts.every(isFlat) && parts.every((each) => !written(each).includes("\n"));
  return hasSmallParts && indent + key.length + 2 + flow(value, shape, languages).length <= WIDTH - 8;
}

/** A key with its value, from the key on; following lines begin at `indent` or behind it. */
export function pair(key, value, shape, indent, languages) {
  if (isFlat(value)) {
    return `${key}: ${scalar(written(value), { indent, key, isText: !isWord(shape) })}`;
  }
  if (isShort(value, shape, indent, key, languages)) return `${key}: ${flow(value, shape, languages)}`;
  const margin = " ".repeat(indent + 2);
  if (Array.isArray(value)) {
    return `${key}:${value.map((each) => `\n${margin}${entry(each, shape[0] ?? "line", indent + 2, languages)}`).join("")}`;
  }
  return `${key}:\n${margin}${mapping(value, shape, indent + 2, languages)}`;
}

/** The lines of a mapping, the first without its indentation. */
export function mapping(value, shape, indent, languages) {
  return ordered(value, shape, languages)
    .map((key) => pair(key, value[key], shapeAt(shape, key), indent, languages))
    .join(`\n${" ".repeat(indent)}`);
}

/** An entry of a list, from its dash on. */
export function entry(value, shape, indent, languages) {
  if (isFlat(value)) return `- ${scalar(written(value), { indent, isText: !isWord(shape) })}`;
  if (Array.isArray(value) || (shape === "text" && isShort(value, shape, indent, "", languages))) {
    return `- ${flow(value, shape, languages)}`;
  }
  return `- ${mapping(value, shape, indent + 2, languages)}`;
}
