/**
 * Checks that every exported function of the packages has a docstring that can be read alone, in a hover.
 *
 * The first sentence has a subject and at most 25 words; comments end at 110 columns. Prints one line for
 * each fault and exits with 1 where there is one: `npm run check:docstrings`.
 */
import { readFileSync } from 'node:fs';
import { exportedFunctions, parse } from './docstrings.js';
import { faultOfFirstSentence } from './first-sentence.js';
import { longComments, MAX_COLUMNS } from './long-comments.js';
import { filesOf, publishedSources, ROOT } from './source-files.js';

const read = (file: string) => readFileSync(ROOT + file, 'utf8');

let functions = 0;
const faults: string[] = [];
for (const file of publishedSources()) {
  for (const { name, line, docstring } of exportedFunctions(parse(file, read(file)))) {
    functions++;
    const fault = docstring ? faultOfFirstSentence(docstring.text) : 'has no docstring';
    if (fault) faults.push(`${file}:${line}: \`${name}\` ${fault}`);
  }
}
for (const file of filesOf('*.ts', '*.mjs', '*.js'))
  for (const line of longComments(read(file)))
    faults.push(`${file}:${line}: a comment of more than ${MAX_COLUMNS} columns`);

for (const fault of faults) console.error(fault);
console.log(`${functions} exported functions, ${faults.length} faults.`);
process.exitCode = faults.length > 0 ? 1 : 0;
