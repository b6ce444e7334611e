// Holds an AsyncAPI document against the field's own parser, and every example in it against the schema of its payload.
//
//   npm ci && node check.mjs ../../../../samples/Retail/published/asyncapi.json …
//
// Ends with 1 where the parser has an error or a warning, or a schema refuses an example.
import { readFile } from 'node:fs/promises';
import { Parser } from '@asyncapi/parser';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

let failed = 0;

for (const file of process.argv.slice(2)) {
  const text = await readFile(file, 'utf8');
  const { document, diagnostics } = await new Parser().parse(text, { source: file });
  const serious = diagnostics.filter((found) => found.severity <= 1);
  serious.forEach((found) => console.log(`${file}: ${found.code} at ${found.path.join('/')}: ${found.message}`));
  failed += serious.length;

  // A reference in a payload leads from the root of the document, so that the whole document is what ajv knows.
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  const source = JSON.parse(text);
  ajv.addSchema(source, 'document');

  let examples = 0;
  for (const [name, message] of Object.entries(source.components.messages)) {
    const schema = `document${message.payload.$ref}/schema`;
    for (const example of message.examples ?? []) {
      examples++;
      const validate = ajv.getSchema(schema);
      if (!validate(example.payload)) {
        failed++;
        console.log(`${file}: example '${example.name}' of '${name}': ${ajv.errorsText(validate.errors)}`);
      }
    }
  }

  const infos = diagnostics.length - serious.length;
  console.log(`${file}: ${document ? 'parsed' : 'not parsed'}, ${serious.length} errors and warnings, ${infos} hints, ${examples} examples.`);
}

process.exit(failed === 0 ? 0 : 1);
