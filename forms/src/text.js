// Texts of YAML: single values as a careful person writes them.

import { parseDocument } from "yaml";

/** The width of lines in the files of a cluster. */
export const WIDTH = 119;

/** What one program or another takes for a number: 00006947. */
const NUMBER = /^[-+]?[\d._]+(e[-+]?\d+)?$/i;

/** Whether a text without quotes is read as the same text, if `isText` also by programs that know numbers. */
function isPlain(text, { inFlow, isText }) {
  if (/[\n\t]/.test(text)) return false;
  const document = parseDocument(inFlow ? `{key: ${text}}` : `key: ${text}`, { schema: isText ? "core" : "failsafe" });
  const value = document.errors.length || document.warnings.length ? undefined : document.toJS();
  return Object.keys(value ?? {}).length === 1 && value.key === text;
}

/** A value on one line: in the quotes that it had, or else in those that it needs. */
export function oneLine(text, { quote = "", inFlow = false, isText = true } = {}) {
  const isPrintable = !/[\n\t]/.test(text);
  if ((quote === "'" || (isText && NUMBER.test(text))) && isPrintable) return `'${text.replaceAll("'", "''")}'`;
  if (!quote && isPlain(text, { inFlow, isText })) return text;
  if (!quote && isPrintable && text.includes('"') && !text.includes("'")) return `'${text}'`;
  return JSON.stringify(text);
}

/** Words in lines that are not wider than `width`. */
function wrapped(words, width) {
  const lines = [];
  for (const word of words) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + 1 + word.length <= width) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** How much wider a changed line may be, so that the following lines need not change. */
const TOLERANCE = 6;

/** How many of `lines` say the words from `at` on, or, at the end, the last `left` words. */
function same(lines, words) {
  let [head, done, tail, left] = [0, 0, 0, words.length];
  const isAt = (line, at) => at >= 0 && line.every((word, index) => words[at + index] === word);
  while (head < lines.length && isAt(lines[head], done)) done += lines[head++].length;
  while (tail < lines.length - head) {
    const line = lines[lines.length - 1 - tail];
    if (left - line.length < done || !isAt(line, left - line.length)) break;
    left -= line.length;
    tail += 1;
  }
  return { head, done, tail, left };
}

/** Words in lines: those of `old` at the beginning and at the end, as long as they say the same. */
function rewrapped(text, old, width) {
  const words = text.split(" ");
  const lines = old.map((line) => line.split(" "));
  let { head, done, tail, left } = same(lines, words);
  const changed = words.slice(done, left).join(" ");
  if (head + tail === old.length - 1 && changed && changed.length <= width + TOLERANCE) {
    return [...old.slice(0, head), changed, ...old.slice(head + 1)];
  }
  let middle = wrapped(words.slice(done, left), width);
  // A last line of a word or two is no line: the next ones are wrapped again, until it fits.
  while (tail && middle.length && middle.at(-1).length + 1 + lines.at(-tail)[0].length <= width) {
    left += lines.at(-tail).length;
    tail -= 1;
    middle = wrapped(words.slice(done, left), width);
  }
  return [...old.slice(0, head), ...middle, ...(tail ? old.slice(-tail) : [])];
}

/** Whether a text can stand on lines of its own: its words are one space apart. */
const folds = (text) => text.split("\n").every((line) => !/^\s|\s$|\s\s|\t/.test(line));

/**
 * A text on lines of its own below its key, as `>-`, or as `|-` if it has paragraphs. Of the lines `old`, those
 * that the text still begins and ends with stay as they are, so that a changed word changes one line.
 */
export function block(text, indent, old = []) {
  const lines = text.includes("\n") ? text.split("\n") : rewrapped(text, old, WIDTH - indent);
  const margin = " ".repeat(indent);
  return [text.includes("\n") ? "|-" : ">-", ...lines.map((line) => (line ? margin + line : ""))].join("\n");
}

/**
 * A value for a key on a line that begins at `indent`. `old` are its former lines, if it was folded; if it stood
 * on one line, `width` is how wide that was. A value with a comment behind it `stays` on its line.
 */
export function scalar(text, { indent, key = "", isText = true, quote = "", old = null, width = 0, inner = indent + 2, stays = false }) {
  const line = oneLine(text, { quote, isText });
  const isWide = indent + key.length + 2 + line.length > WIDTH && width <= WIDTH;
  const isBlock = (old !== null || text.includes("\n") || isWide) && folds(text) && /\s/.test(text);
  return isBlock && !stays ? block(text, inner, old ?? []) : line;
}
