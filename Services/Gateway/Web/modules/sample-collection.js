// A collection to try things with: a short text that says of itself that it is made up.
import { addCollection } from "./library.js";
import { t } from "./i18n.js";
import { upload } from "./document-uploads.js";

/** Made and filled as anybody would; resolves to the collection. */
export async function makeSample() {
  const collection = await addCollection({ name: t("sample.name"), groups: [], roles: [] });
  const file = new File([t("sample.text")], t("sample.file"), { type: "text/markdown" });
  upload(collection.id, [{ file, path: file.name }]);
  return collection;
}
