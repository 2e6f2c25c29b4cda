// A folder on the reader's own computer, in which other programs change files, too.

const same = (text, source) => text.trim().replaceAll(/\r\n?/g, "\n") === source;

/** What Sveltia remembers of the folder: nothing, unless the reader works with one. */
async function handleOf({ name, repo }) {
  const { backendName } = JSON.parse(localStorage.getItem("sveltia-cms.user") ?? "{}") ?? {};
  if (backendName !== "local") return undefined;
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await done(indexedDB.open(`${name}:${repo}`));
  const store = "file-system-handles";
  const handle = database.objectStoreNames.contains(store)
    ? await done(database.transaction(store).objectStore(store).get("root_dir_handle"))
    : undefined;
  database.close();
  return handle;
}

/** The text of a file in a folder, with `\n` line ends as Sveltia reads it; `` if there is none. */
async function textOf(handle, path) {
  const names = path.split("/");
  const file = names.pop();
  try {
    for (const name of names) handle = await handle.getDirectoryHandle(name);
    return (await (await (await handle.getFileHandle(file)).getFile()).text()).trim().replaceAll(/\r\n?/g, "\n");
  } catch {
    return "";
  }
}

/** Whether a document still has the text that the form was made of. */
async function hasText(handle, folder, source) {
  for (const name of ["docs", ...folder.split("/").filter(Boolean)]) handle = await handle.getDirectoryHandle(name);
  for await (const each of handle.values()) {
    const isDocument = each.kind === "file" && each.name.endsWith(".md");
    if (isDocument && same(await (await each.getFile()).text(), source)) return true;
  }
  return false;
}

/**
 * The text of a file of data as it is on the disk; undefined if the reader works with no folder, and for
 * documents. `refuse` is called for a document that another program has changed since it was opened.
 */
export async function latestText({ file, folder }, source, backend, refuse) {
  const handle = source ? await handleOf(backend) : undefined;
  if (!handle) return undefined;
  if (file) return textOf(handle, file);
  if (!(await hasText(handle, folder, source))) refuse();
  return undefined;
}
