// Puts the changes of two people together.

import { same } from "./values.js";

const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const idsOf = (list) => (Array.isArray(list) ? list.map((each) => each?.id) : []);
const haveIds = (...lists) => lists.every((list) => idsOf(list).every((id) => typeof id === "string"));

/**
 * The values with the changes of both from `base`, all cleaned. Where both changed the same, `mine` counts; what
 * one deleted and the other changed stays.
 */
export function merged(base, mine, theirs) {
  if (same(mine, base)) return theirs;
  if (same(theirs, base) || same(theirs, mine)) return mine;
  if (isMap(mine) && isMap(theirs)) return mergedMaps(isMap(base) ? base : {}, mine, theirs);
  if (Array.isArray(mine) && Array.isArray(theirs)) return mergedLists(Array.isArray(base) ? base : [], mine, theirs);
  return mine === undefined && typeof theirs === "object" ? theirs : mine;
}

function mergedMaps(base, mine, theirs) {
  const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
  const pairs = keys.map((key) => [key, merged(base[key], mine[key], theirs[key])]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

function mergedLists(base, mine, theirs) {
  if (haveIds(base, mine, theirs)) {
    const byId = (list, id) => list.find((each) => each.id === id);
    const order = (list, other) => idsOf(list).filter((id) => byId(other, id)).join();
    const isMoved = order(mine, base) !== order(base, mine); // by whom saves now
    const ids = [...new Set([...idsOf(isMoved ? mine : theirs), ...idsOf(isMoved ? theirs : mine)])];
    return ids.map((id) => merged(byId(base, id), byId(mine, id), byId(theirs, id))).filter(Boolean);
  }
  const has = (list, value) => list.some((each) => same(each, value));
  const kept = mine.filter((each) => has(theirs, each) || !has(base, each));
  return [...kept, ...theirs.filter((each) => !has(base, each) && !has(mine, each))];
}
