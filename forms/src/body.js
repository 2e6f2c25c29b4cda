// The text of a document. Its editor writes some marks of Markdown in its own way, also in lines that nobody has
// touched: *so* becomes _so_, and columns of tables lose their alignment.

/** A line with its marks in one of their ways, to find the one that it was. */
function plainMarks(line) {
  const isRule = /^\s*\|?(\s*:?-{2,}:?\s*\|)+(\s*:?-{2,}:?\s*)?\|?\s*$/.test(line);
  if (isRule) return line.replace(/:?-+:?/g, "-").replace(/\s/g, "");
  return line
    .replace(/^(\s*)[*+-](?=\s)/, "$1-")
    .replace(/\\(?=[^\w\s])/g, "")
    .replaceAll("_", "*")
    .trimEnd();
}

/** How many lines two lists have in common from each place on; `table[i][j]` is of `olds[i]` and `news[j]` on. */
function commonLines(olds, news) {
  const table = Array.from({ length: olds.length + 1 }, () => new Uint32Array(news.length + 1));
  for (let i = olds.length - 1; i >= 0; i -= 1) {
    for (let j = news.length - 1; j >= 0; j -= 1) {
      table[i][j] = olds[i] === news[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

/** A text with the lines of `old` where they say the same. */
export function withOldLines(text, old) {
  const [lines, olds] = [text.split("\n"), old.split("\n")];
  const [now, was] = [lines.map(plainMarks), olds.map(plainMarks)];
  const common = commonLines(was, now);
  let [i, j] = [0, 0];
  while (i < was.length && j < now.length) {
    if (was[i] === now[j]) lines[j++] = olds[i++];
    else if (common[i + 1][j] >= common[i][j + 1]) i += 1;
    else j += 1;
  }
  return lines.join("\n");
}

/** Paths of pictures from the folder of the document, as MkDocs wants them: `x.jpg` for `/news/x.jpg`. */
export function withRelativePictures(body, folder) {
  const up = folder ? "../".repeat(folder.split("/").length) : "";
  const relative = (path) => (folder && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : up + path);
  return body.replace(/(!\[[^\]]*\]\(|\ssrc=")\/([^\s)"]+)/g, (_, before, path) => before + relative(path));
}
