// Says of values whether schemas accept them, by ajv, which shares nothing with the validator of EdaKit.ContractGate.
// In: a file with one JSON object a line: { id, oldDraft, formats, schemas: [schema, …], values: [value, …] }.
// Out: one JSON object a line: { id, verdicts: [[true, …], …] }, a list for each schema, with an entry for each value.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const options = { strict: false, logger: false, validateSchema: false };
const lines = createInterface({ input: createReadStream(process.argv[2]), crlfDelay: Infinity });

// For an empty array, ajv 8.20.0 either does not come to 'contains', where 'items' or 'prefixItems' stand beside it, or takes the verdict on the array before.
// An array contains something exactly if not all of its items are something else.
function inOtherWords(schema) {
  if (Array.isArray(schema)) return schema.map(inOtherWords);
  if (schema === null || typeof schema !== 'object') return schema;

  const { contains, minContains, maxContains, ...rest } =
    Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, key === 'enum' || key === 'const' ? value : inOtherWords(value)]));
  if (contains === undefined) return rest;

  const own = (minContains ?? 1) === 1 && maxContains === undefined
    ? { anyOf: [{ not: { type: 'array' } }, { not: { items: { not: contains } } }] }
    : { contains, minContains: minContains ?? 1, ...(maxContains === undefined ? {} : { maxContains }) };
  return { ...rest, allOf: [...(rest.allOf ?? []), own] };
}

for await (const line of lines) {
  const { id, oldDraft, formats, schemas, values } = JSON.parse(line);
  const verdicts = schemas.map(schema => {
    // A new one each time: what it compiled it keeps for good.
    const ajv = new (oldDraft ? Ajv : Ajv2020)({ ...options, validateFormats: formats });
    if (formats) addFormats(ajv, ['uuid', 'date']);
    const validate = ajv.compile(inOtherWords(schema));
    return values.map(value => validate(value));
  });
  process.stdout.write(JSON.stringify({ id, verdicts }) + '\n');
}
