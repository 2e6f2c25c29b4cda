// The values of a YAML text as forms have them, and the other way round.

import { isAlias, isMap, isScalar, isSeq } from "yaml";

import { shapeAt } from "./write.js";

/**
 * A node as a form has it. All plain values are texts, as they are written, but for those that are yes or no.
 * A text without languages is one in the default language.
 */
export function read(node, shape, languages) {
  if (node === null || node === undefined) return "";
  if (isAlias(node)) throw new Error("a form can't read & and * of YAML");
  if (isSeq(node)) return node.items.map((each) => read(each, Array.isArray(shape) ? shape[0] : "line", languages));
  if (isMap(node)) return readMap(node, shape, languages);
  const text = isScalar(node) && typeof node.value === "string" ? node.value.trim() : String(node.value ?? "");
  if (shape === "text") return { [languages[0]]: text };
  if (shape === "yes") return text === "true";
  return shape === "path" && text && !/^(\/|https?:)/.test(text) ? `/${text}` : text;
}

function readMap(node, shape, languages) {
  if (shape === "own") return read(node.get(languages[0], true), "line", languages);
  const pairs = node.items.map(({ key, value }) => [key.value, read(value, shapeAt(shape, key.value), languages)]);
  return Object.fromEntries(pairs);
}

const isEmpty = (value) =>
  value === "" ||
  value === null ||
  value === undefined ||
  value === false ||
  (typeof value === "object" && Object.keys(value).length === 0);

/** The values of a form without what is empty, as they are written; undefined if nothing is left. */
export function clean(value, shape) {
  if (Array.isArray(value)) {
    const entries = value.map((each) => clean(each, shape?.[0])).filter((each) => !isEmpty(each));
    return entries.length ? entries : undefined;
  }
  if (typeof value === "object" && value !== null) {
    const pairs = Object.entries(value).map(([key, each]) => [key, clean(each, shapeAt(shape, key))]);
    const kept = pairs.filter(([, each]) => !isEmpty(each));
    return kept.length ? Object.fromEntries(kept) : undefined;
  }
  if (isEmpty(value)) return undefined;
  const text = typeof value === "string" ? value.trim().replaceAll("\r\n", "\n") : value;
  return shape === "path" && typeof text === "string" ? text.replace(/^\/+/, "") : text;
}

/** Whether two cleaned values are the same; the order of keys does not matter. */
export function same(one, other) {
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) {
    return one === other || (one !== undefined && other !== undefined && String(one) === String(other));
  }
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => same(one[key], other[key]));
}
