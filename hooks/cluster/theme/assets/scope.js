/* The functions that Material's script expects to find: a store of the reader's choices for the whole site.
   A file instead of Material's inline script, so that a Content-Security-Policy can forbid inline scripts. */
var __md_scope = new URL("..", document.currentScript.src);
var __md_hash = function (text) {
  return Array.from(text).reduce(function (sum, c) { return (sum << 5) - sum + c.charCodeAt(0); }, 0);
};
var __md_get = function (key, store, scope) {
  try { return JSON.parse((store || localStorage).getItem((scope || __md_scope).pathname + "." + key)); } catch (e) { return null; }
};
var __md_set = function (key, value, store, scope) {
  try { (store || localStorage).setItem((scope || __md_scope).pathname + "." + key, JSON.stringify(value)); } catch (e) { /* private mode */ }
};
/* A script at the end of the page shows of its list what the address chooses. Until then the list is not seen, so
   that nothing moves. */
if (location.search) document.documentElement.dataset.choosing = "";
/* What only scripts can do has its place in the header from the first paint on, not from that of Material's script. */
document.documentElement.classList.replace("no-js", "js");
