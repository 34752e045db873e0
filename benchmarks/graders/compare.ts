/**
 * The verdicts of `@echo/tasks` beside those of other projects' scorers, on replies of real language models:
 * `pnpm benchmark graders/compare.ts replies.jsonl`. `replies.py` makes the replies.
 *
 * Prints agreement over all replies and over those that either side calls correct, and every disagreement.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseResponse } from '@echo/parser';
import { gradeTask, type Task } from '@echo/tasks';
import { scorers } from './scorers.js';

interface Reply {
  readonly task: Task;
  readonly style: string;
  readonly model: string;
  readonly reply: string;
}

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Give the file of replies, for instance replies.jsonl; replies.py makes one.');
  process.exit(2);
}
const text = readFileSync(file, 'utf8').trim();
const replies = text.split('\n').map((line): Reply => JSON.parse(line));
const theirs = execFileSync(scorers(), [fileURLToPath(new URL('official.py', import.meta.url))], {
  input: text,
  maxBuffer: 2 ** 28,
  stdio: ['pipe', 'pipe', 'inherit'],
})
  .toString()
  .trim()
  .split('\n')
  .map((line): Readonly<Record<string, boolean>> => JSON.parse(line));
/** The reply read and its answer graded, as the environment does it. */
const ours = replies.map(({ task, reply }) => gradeTask(task, parseResponse(reply).answer).correct);

/** The scorer that decides for each source; the others are shown beside it. */
const OFFICIAL = ['gsm8k-flexible', 'triviaqa', 'choice-letter'];
const names = [...new Set(theirs.flatMap((verdicts) => Object.keys(verdicts)))];
const share = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`);
console.log(`${replies.length} replies of ${[...new Set(replies.map(({ model }) => model))].join(', ')}\n`);
console.log('| scorer | replies | correct: theirs | ours | agreement | of those either calls correct |');
console.log('| --- | --- | --- | --- | --- | --- |');
function line(name: string, scorers: readonly string[]): void {
  const rows = theirs.flatMap((verdicts, i) =>
    scorers.flatMap((scorer) => (scorer in verdicts ? [{ their: verdicts[scorer], our: ours[i] }] : [])),
  );
  const agreed = rows.filter(({ their, our }) => their === our).length;
  const either = rows.filter(({ their, our }) => their || our);
  const both = either.filter(({ their, our }) => their && our).length;
  const count = (side: 'their' | 'our') => rows.filter((row) => row[side]).length;
  console.log(
    `| ${name} | ${rows.length} | ${count('their')} | ${count('our')} | ${share(agreed, rows.length)} | ${share(both, either.length)} |`,
  );
}
for (const name of names) line(name, [name]);
line(`all by ${OFFICIAL.join(', ')}`, OFFICIAL);
for (const name of names) {
  for (const direction of ['theirs', 'ours'] as const) {
    const found = replies.flatMap((reply, i) => {
      const their = theirs[i]?.[name];
      return their !== undefined && their !== ours[i] && (direction === 'theirs') === their ? [reply] : [];
    });
    if (found.length === 0) continue;
    console.log(`\n${name}: correct by ${direction} only, ${found.length}`);
    for (const { task, style, reply } of found) {
      const key = task.answerKey as { value?: number; label?: string; answer?: string };
      console.log(
        `  ${task.id} (${style}), key ${key.value ?? key.label ?? key.answer}: ${JSON.stringify(reply.slice(-160))} → ${JSON.stringify(parseResponse(reply).answer.slice(0, 80))}`,
      );
    }
  }
}
