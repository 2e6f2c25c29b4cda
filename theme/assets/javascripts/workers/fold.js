/* The theme's search worker, taught what a visitor means by a word: "svetelna" asks for "Světelná", "Groesse" for
 * "Größe", "o'brien" for "O’Brien", "klastr.cz" for "info@klastr.cz", and "R&D", "C++" and ".NET" for themselves.
 * Words of the index and words asked for are taken apart alike.
 * It is started as fold.js?NAME-OF-THE-THEME'S-WORKER, which lies beside it. */
"use strict"

importScripts(location.search.slice(1))

/* Texts of the index are HTML, in which these three signs are escaped. */
const SIGNS = { "&amp;": "&", "&lt;": "<", "&gt;": ">" }

const fold = text => text
  .replace(/&(?:amp|lt|gt);/g, sign => SIGNS[sign])
  .normalize("NFD").replace(/[\p{M}\u00ad\u200b\u2060]/gu, "")
  .replace(/[‘’ʼ´`′]/g, "'")
  .replace(/ß/g, "ss").replace(/([aou])e/g, "$1")

/* "§5" and "§ 5" are the same two words, as are "5%" and "5 %"; a dash separates like a space. */
const PART = /[§%‰€$£№]|°\p{L}?|[^§%‰€$£№°‐-―−-]+/gu

/* Punctuation around a word. It may begin with a full stop (".NET") and end in + or # ("C++"). */
const BEFORE = /^(?:\.(?!\p{L})|[^.\p{L}\p{N}§%‰€$£№°#@])+/u
const AFTER = /[^\p{L}\p{N}§%‰€$£№°+#]+$/u

const words = text => (fold(text).match(PART) || [])
  .map(part => part.replace(BEFORE, "").replace(AFTER, "")).filter(part => part)

/* The word, and what follows each sign in it: words asked for are compared from their beginning. */
const endings = word => [
  word, ...Array.from(word.matchAll(/[^\p{L}\p{N}]+(?=[\p{L}\p{N}])/gu), sign => word.slice(sign.index + sign[0].length))
]

const run = lunr.Pipeline.prototype.run
lunr.Pipeline.prototype.run = function (tokens) {
  return run.call(this, tokens).flatMap(
    token => words(token.toString()).flatMap(endings).map(word => token.clone(() => word))
  )
}
lunr.Pipeline.prototype.runString = words

/* The theme ends each word in an asterisk, for words that begin with it. A single letter or digit beside other
 * words means only itself, and little: the "M." of "M. R. Novák", the "v" of "v Praze". */
const asked = (clause, _, { length }) => {
  const [, before, text, after] = clause.term.match(/^(\*?)(.*?)(\*?)$/)
  const found = words(text), last = found.length - 1
  return found.map((word, place) => {
    const small = word.length === 1 && length > 1
    const term = (place ? "" : before) + word + (place === last && !small ? after : "")
    return { ...clause, term, boost: small ? clause.boost / 1000 : clause.boost }
  })
}

const parse = lunr.QueryParser.prototype.parse
lunr.QueryParser.prototype.parse = function () {
  const query = parse.call(this)
  const clauses = query.clauses.flatMap(asked)
  if (clauses.length) query.clauses = clauses // without any, lunr would find every page
  return query
}

/* Endings share the place of their word, which must be marked only once. */
const query = lunr.Index.prototype.query
lunr.Index.prototype.query = function (fill) {
  const found = query.call(this, fill)
  for (const { matchData } of found) {
    const seen = {}
    for (const fields of Object.values(matchData.metadata)) {
      for (const name of Object.keys(fields)) {
        const known = seen[name] ??= new Set()
        const position = fields[name].position.filter(each => !known.has(each) && known.add(each))
        fields[name] = { ...fields[name], position }
      }
    }
  }
  return found
}
