/* The theme's search worker, taught that "svetelna" asks for "Světelná" and "Groesse" for "Größe":
 * words of the index and words asked for lose their marks on both sides alike.
 * It is started as fold.js?NAME-OF-THE-THEME'S-WORKER, which lies beside it. */
"use strict"

importScripts(location.search.slice(1))

const fold = word => word
  .normalize("NFD").replace(/\p{M}/gu, "")
  .replace(/ß/g, "ss").replace(/([aou])e/g, "$1")

const run = lunr.Pipeline.prototype.run
lunr.Pipeline.prototype.run = function (tokens) {
  return run.call(this, tokens).map(token => token.update(fold))
}

const clause = lunr.Query.prototype.clause
lunr.Query.prototype.clause = function (asked) {
  return clause.call(this, { ...asked, term: fold(asked.term) })
}
