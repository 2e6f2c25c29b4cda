// Changes a YAML text where values changed, and nowhere else: order, comments, quotes and line breaks of all
// other values stay as an editor wrote them.

import { isMap, isScalar, isSeq } from "yaml";

import { oneLine, scalar } from "./text.js";
import { clean, read, same } from "./values.js";
import { entry, flow, mapping, ordered, pair, shapeAt } from "./write.js";

const isWord = (shape) => ["word", "yes", "link", "path"].includes(shape);
const isPlain = (value) => typeof value !== "object";

/** Collects the changes of a text; those within each other are made one after another. */
export class Edit {
  constructor(text, languages) {
    this.text = text;
    this.languages = languages;
    this.changes = [];
  }

  /** The text with all changes. */
  get result() {
    const sorted = this.changes.toSorted((one, other) => other.start - one.start || other.order - one.order);
    return sorted.reduce((text, { start, end, by }) => text.slice(0, start) + by + text.slice(end), this.text);
  }

  put(start, end, by) {
    this.changes.push({ start, end, by, order: this.changes.length });
  }

  /** The part of the text from `start` to `end` with the changes that fall into it, which are then made. */
  part(start, end) {
    const inside = new Edit(this.text.slice(start, end), this.languages);
    const falls = (each) => each.start >= start && each.end <= end;
    inside.changes = this.changes.filter(falls).map((each) => ({ ...each, start: each.start - start, end: each.end - start }));
    this.changes = this.changes.filter((each) => !falls(each));
    return inside.result;
  }

  lineStart(index) {
    return this.text.lastIndexOf("\n", index - 1) + 1;
  }

  lineEnd(index) {
    const end = this.text.indexOf("\n", index);
    return end < 0 ? this.text.length : end;
  }

  /** How far a place is from the beginning of its line. */
  column(index) {
    return index - this.lineStart(index);
  }

  /** The index behind the last character of a node; its own range may reach to the next one. */
  end(node) {
    if ((isMap(node) || isSeq(node)) && !node.flow && node.items.length) {
      const last = node.items.at(-1);
      return this.end(isMap(node) ? (last.value ?? last.key) : last);
    }
    return this.text.slice(0, node.range[1]).trimEnd().length;
  }

  /** The index behind a pair of a mapping. */
  endOfPair({ key, value }) {
    const isThere = value && value.range[1] > value.range[0];
    return isThere ? this.end(value) : this.text.indexOf(":", key.range[1]) + 1;
  }

  /** Makes `node` say `now` in place of what it says. Both are cleaned. */
  change(node, now, shape, { inFlow = false, indent = 0, key = "" } = {}) {
    const was = clean(read(node, shape, this.languages), shape);
    if (same(was, now)) return;
    if (isMap(node) && shape === "own" && isPlain(now)) {
      this.change(node.get(this.languages[0], true), now, "line", { inFlow: node.flow, indent: indent + 2, key: "xx" });
    } else if (isMap(node) && node.items.length && now && !isPlain(now) && !Array.isArray(now)) {
      this.changeMap(node, was, now, shape);
    } else if (isSeq(node) && node.items.length && Array.isArray(now)) {
      this.changeList(node, was, now, shape, indent);
    } else if (isScalar(node) && shape === "text" && Object.keys(now).join() === this.languages[0]) {
      this.changeScalar(node, now[this.languages[0]], shape, { inFlow, indent, key });
    } else if (isScalar(node) && isPlain(now)) {
      this.changeScalar(node, String(now), shape, { inFlow, indent, key });
    } else {
      this.replace(node, now, shape, { inFlow, indent, key });
    }
  }

  /** Puts a value of another form in the place of a node. */
  replace(node, now, shape, { inFlow, indent, key }) {
    const [start, end] = [node.range[0], this.end(node)];
    if (inFlow || !key) {
      this.put(start, end, isPlain(now) ? oneLine(String(now), { inFlow }) : flow(now, shape, this.languages));
      return;
    }
    const written = pair(key, now, shape, indent, this.languages).slice(key.length + 1);
    const behindKey = this.text.slice(0, start).trimEnd().length;
    this.put(behindKey, end, written);
  }

  changeScalar(node, now, shape, { inFlow, indent, key }) {
    const [start, end] = [node.range[0], this.end(node)];
    const quote = { QUOTE_SINGLE: "'", QUOTE_DOUBLE: '"' }[node.type] ?? "";
    const lines = this.text.slice(start, end).split("\n");
    if (inFlow) {
      this.put(start, end, oneLine(now, { quote, inFlow, isText: !isWord(shape) }));
      return;
    }
    const isFolded = node.type === "BLOCK_FOLDED" && lines.slice(1).every((line) => line.trim());
    const old = isFolded ? lines.slice(1).map((line) => line.trim()) : lines.length > 1 ? [] : null;
    const inner = lines.length > 1 && lines[1].trim() ? lines[1].length - lines[1].trimStart().length : indent + 2;
    const width = lines.length > 1 ? 0 : this.column(end);
    const stays = lines.length === 1 && this.text.slice(end, this.lineEnd(end)).trim() !== "";
    this.put(start, end, scalar(now, { indent, key, isText: !isWord(shape), quote, old, width, inner, stays }));
  }

  changeMap(node, was, now, shape) {
    const pairs = new Map(node.items.map((each) => [each.key.value, each]));
    const order = ordered({ ...now, ...Object.fromEntries(pairs) }, shape, this.languages);
    const removed = [...pairs.keys()].filter((key) => key in was && !(key in now));
    for (const [key, each] of pairs) {
      if (removed.includes(key)) this.remove(node, each);
      else if (key in now && !(key in was)) this.fill(node, each, now[key], shapeAt(shape, key));
      else if (key in now) {
        const context = { inFlow: node.flow, indent: this.column(each.key.range[0]), key };
        this.change(each.value, now[key], shapeAt(shape, key), context);
      }
    }
    const kept = [...pairs.keys()].filter((key) => !removed.includes(key));
    for (const key of order.filter((each) => each in now && !pairs.has(each))) {
      const before = order.slice(0, order.indexOf(key)).filter((each) => kept.includes(each));
      this.insert(node, before.map((each) => pairs.get(each)), key, now[key], shapeAt(shape, key));
    }
  }

  /** Gives a value to a key that has none. */
  fill(node, { key, value }, now, shape) {
    const start = this.text.indexOf(":", key.range[1]) + 1;
    const end = Math.max(start, value && value.range[1] > value.range[0] ? this.end(value) : start);
    const indent = this.column(key.range[0]);
    const written = node.flow
      ? ` ${flow(now, shape, this.languages)}`
      : pair(key.value, now, shape, indent, this.languages).slice(key.value.length + 1);
    this.put(start, end, written);
  }

  insert(node, before, key, now, shape) {
    const first = node.items[0].key.range[0];
    const ends = before.map((each) => this.endOfPair(each));
    if (node.flow) {
      const written = `${key}: ${flow(now, shape, this.languages)}`;
      if (ends.length) this.put(Math.max(...ends), Math.max(...ends), `, ${written}`);
      else this.put(first, first, `${written}, `);
      return;
    }
    const indent = this.column(first);
    const written = pair(key, now, shape, indent, this.languages);
    const margin = `\n${" ".repeat(indent)}`;
    if (ends.length) {
      const end = this.lineEnd(Math.max(...ends));
      this.put(end, end, margin + written);
    } else this.put(first, first, written + margin);
  }

  remove(node, each) {
    const start = each.key.range[0];
    const end = this.endOfPair(each);
    const place = node.items.indexOf(each);
    const next = node.items[place + 1];
    if (node.flow) {
      if (next) this.put(start, next.key.range[0], "");
      else this.put(place ? this.endOfPair(node.items[place - 1]) : start, end, "");
      return;
    }
    const isBehindDash = this.text.slice(this.lineStart(start), start).trim() !== "";
    if (isBehindDash && next) this.put(start, next.key.range[0], "");
    else this.put(this.lineStart(start), Math.min(this.lineEnd(end) + 1, this.text.length), "");
  }

  changeList(node, was, now, shape, indent) {
    const inner = Array.isArray(shape) ? shape[0] : "line";
    const olds = node.items.map((each) => clean(read(each, inner, this.languages), inner));
    const matches = matched(olds, now);
    matches.forEach((from, to) => {
      if (from < 0) return;
      const child = node.items[from];
      const column = this.column(child.range[0]);
      this.change(child, now[to], inner, { inFlow: node.flow, indent: isMap(child) ? column : column - 2 });
    });
    if (matches.length === olds.length && matches.every((from, to) => from === to)) return;
    if (node.flow) this.joinFlow(node, now, matches, inner, indent);
    else this.joinLines(node, now, matches, inner);
  }

  joinFlow(node, now, matches, shape, indent) {
    const parts = matches.map((from, to) => {
      const child = node.items[from];
      return child ? this.part(child.range[0], this.end(child)) : flow(now[to], shape, this.languages);
    });
    const [start, end] = [node.range[0], this.end(node)];
    this.changes = this.changes.filter((each) => each.end <= start || each.start >= end);
    const line = `[${parts.join(", ")}]`;
    const isWide = this.text.slice(start, end).includes("\n") && this.column(start) + line.length > 119;
    const margin = `\n${" ".repeat(indent + 2)}`;
    this.put(start, end, isWide ? `[${margin}${parts.join(`,${margin}`)},${margin.slice(0, -2)}]` : line);
  }

  joinLines(node, now, matches, shape) {
    const ends = node.items.map((each) => this.lineEnd(this.end(each)));
    const first = this.lineStart(node.items[0].range[0]);
    const starts = [first, ...ends.map((end) => end + 1)];
    const dash = this.text.slice(first, node.items[0].range[0]).search("-");
    const gap = starts.slice(1, -1).some((start) => this.text[start] === "\n") ? "\n" : "";
    const parts = matches.map((from, to) => {
      if (from >= 0) return this.part(starts[from], ends[from]);
      return (to ? gap : "") + " ".repeat(dash) + entry(now[to], shape, dash, this.languages);
    });
    const last = ends.at(-1);
    this.changes = this.changes.filter((each) => each.end <= first || each.start >= last);
    this.put(first, last, parts.map((part, index) => (index ? part : part.replace(/^\n+/, ""))).join("\n"));
  }
}

/**
 * For each entry of a list as it is now, the one that it was, -1 for a new one: that with the same id, or else an
 * equal one, or else the next that is left.
 */
function matched(olds, now) {
  const left = new Set(olds.keys());
  const take = (test) => {
    for (const index of left) {
      if (test(olds[index])) {
        left.delete(index);
        return index;
      }
    }
    return -1;
  };
  const byId = (each) => (each?.id === undefined ? -1 : take((old) => old?.id === each.id));
  const found = now.map(byId);
  now.forEach((each, to) => {
    if (found[to] < 0) found[to] = take((old) => same(old, each));
  });
  const isEdited = now.length === olds.length;
  return found.map((from) => (from < 0 && isEdited ? take(() => true) : from));
}
