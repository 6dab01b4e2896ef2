// Whether API descriptions are valid OpenAPI 3.1, by a validator that compares with the published schema:
// node validate.mjs FILE... The other judge of the test is Redocly's linter.
import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';

let bad = 0;
for (const file of process.argv.slice(2)) {
  const validator = new Validator();
  const result = await validator.validate(JSON.parse(await readFile(file, 'utf8')));
  if (!result.valid || validator.version !== '3.1') {
    bad += 1;
    console.error(`${file}: version ${validator.version}`, JSON.stringify(result.errors, null, 1));
  }
  const patterns = [];
  JSON.stringify(JSON.parse(await readFile(file, 'utf8')), (key, value) => (key === 'pattern' && typeof value === 'string' && patterns.push(value), value));
  for (const pattern of patterns) {
    try {
      new RegExp(pattern, 'u');
    } catch (error) {
      bad += 1;
      console.error(`${file}: ${error.message}`);
    }
  }
  console.log(`${file}: ${result.valid ? 'valid' : 'NOT VALID'}, ${patterns.length} patterns`);
}
process.exit(bad ? 1 : 0);
