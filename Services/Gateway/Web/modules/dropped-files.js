// The files of what was dropped or chosen, those of whole folders too.

/** `[{ file, path }]`: `path` says where in a dropped folder it was. Must be called before the event has ended. */
export async function droppedFiles(data) {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return chosenFiles(data.files);
  const found = await Promise.all(entries.map(filesOf));
  return wanted(found.flat());
}

/** The same of an input of files. */
export function chosenFiles(files) {
  return wanted([...files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
}

async function filesOf(entry) {
  if (entry.isFile) {
    const file = await new Promise((resolve) => entry.file(resolve, () => resolve(null)));
    return file ? [{ file, path: entry.fullPath.replace(/^\//, "") }] : [];
  }
  const found = [];
  const reader = entry.createReader();
  // A reader gives a hundred entries at a time, and none when it is through.
  for (;;) {
    const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (!some.length) return found;
    for (const each of some) found.push(...(await filesOf(each)));
  }
}

/** Without what systems keep in folders for themselves. */
function wanted(files) {
  return files
    .filter(({ file }) => !/^\.|^(Thumbs\.db|desktop\.ini)$/i.test(file.name))
    .sort((one, other) => one.path.localeCompare(other.path, undefined, { numeric: true }));
}
