/**
 * A GRPO step of ECHO beside one of TRL: same machine, weights, prompts, lengths and LoRA, in alternating
 * processes.
 *
 * pnpm benchmark grpo-vs-trl/compare.ts [--model file.gguf|folder] [--only check,step,sampling,logits,curves,
 * memory,profile] [--rows 1,8,32,64] [--steps 3] [--out table.md] [--small]
 *
 * Makes a Python environment of its own first (6 GB); PYTHON names another interpreter that has the packages.
 */
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { openHuggingFaceFolder } from '@echo/policy/node';
import { checkAgreement } from './check.js';
import { ours, runJob, theirs } from './child.js';
import { costCurves } from './cost-curves.js';
import { stepFlops } from './flops.js';
import { llamaSampling } from './llama.js';
import { type LogitsTile, logitsBytes } from './logits-bytes.js';
import { memoryBudgets } from './memory-budgets.js';
import { modelSource } from './model-folder.js';
import { machineName } from './process-figures.js';
import { chatPrompts } from './prompts.js';
import { python } from './python.js';
import {
  BETAS,
  FULL,
  type ProfileFigures,
  type Rows,
  type SamplingFigures,
  type Settings,
  SMALL,
  type StepFigures,
} from './settings.js';
import {
  agreementTable,
  curveTables,
  logitsTable,
  memoryTable,
  profileTable,
  type StepComparison,
  samplingTable,
  stepTable,
} from './tables.js';

/** Processes of each side for each measurement; the two sides take turns. */
const ROUNDS = 2;
const WARMUP = 1;

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    only: { type: 'string' },
    rows: { type: 'string', default: '1,8,32,64' },
    steps: { type: 'string', default: '3' },
    out: { type: 'string' },
    small: { type: 'boolean', default: false },
  },
});
const PARTS = ['check', 'step', 'sampling', 'logits', 'curves', 'memory', 'profile'];
const parts = values.only?.split(',') ?? PARTS;
if (!parts.every((part) => PARTS.includes(part)))
  throw new Error(`Expected --only to be some of ${PARTS.join(', ')}, got ${values.only}.`);
const ROWS: Readonly<Record<string, Rows>> = {
  1: { prompts: 1, completions: 1 },
  8: { prompts: 1, completions: 8 },
  32: { prompts: 4, completions: 8 },
  64: { prompts: 8, completions: 8 },
};
const rows = values.rows.split(',').flatMap((count) => ROWS[count] ?? []);
if (rows.length !== values.rows.split(',').length)
  throw new Error(`Expected --rows to be some of ${Object.keys(ROWS).join(', ')}, got ${values.rows}.`);
const steps = Number(values.steps);
if (!Number.isInteger(steps) || steps < 1)
  throw new Error(`Expected --steps to be a whole number of at least 1, got ${values.steps}.`);
const asked = (part: string) => parts.includes(part);

const load = loadavg()[0] ?? 0;
const interpreter = python();
const peer = theirs(interpreter);
const { folder: model, gguf } = modelSource(interpreter, values.model);
const { config, weights, tokenizer } = await openHuggingFaceFolder(model);
await weights.close();
const settings = values.small ? SMALL : FULL;
const promptsOf = ({ prompts, promptTokens }: Settings) =>
  chatPrompts(tokenizer.applyChatTemplate, prompts, promptTokens);

const busy = load > 0.5 ? ` The machine was busy (load ${load.toFixed(1)}): these times mean little.` : '';
const machine = machineName();
const sections = [`${basename(model)} on ${machine}, Node ${process.version}.${busy}`];
const report = (section: string) => {
  sections.push(section);
  console.log(`\n${section}`);
};
console.log(sections[0]);

if (asked('check')) {
  const few = { ...settings, groupSize: Math.min(4, settings.groupSize), completionTokens: 12 };
  report(agreementTable(await checkAgreement(peer, model, few, promptsOf(few))));
}
if (asked('step')) {
  const peak = runJob<number>(ours, { part: 'gemm-peak' });
  const prompts = promptsOf(settings);
  const comparisons = BETAS.map((beta): StepComparison => {
    const job = { part: 'step', model, settings, prompts, beta, warmup: WARMUP, steps } as const;
    const rounds = Array.from({ length: ROUNDS }, () => ({
      theirs: runJob<StepFigures>(peer, job),
      ours: runJob<StepFigures>(ours, job),
    }));
    const flops = stepFlops(config, settings, beta);
    for (const round of rounds) checkSameWork(round.theirs, round.ours, settings);
    return { beta, flops, theirs: rounds.map((r) => r.theirs), ours: rounds.map((r) => r.ours) };
  });
  report(stepTable(comparisons, peak, machine));
}
if (asked('sampling')) {
  const prompts = promptsOf({ ...settings, prompts: 8 });
  const job = { part: 'sampling', model, settings, prompts, rows, rounds: steps } as const;
  const rounds = Array.from({ length: ROUNDS }, () => ({
    theirs: runJob<SamplingFigures>(peer, job),
    ours: runJob<SamplingFigures>(ours, job),
    llama: gguf === null ? null : llamaSampling(gguf, job),
  }));
  const joined = (figures: readonly SamplingFigures[]) =>
    rows.map((_, i) => figures.flatMap((round) => [...(round[i] ?? [])]));
  report(
    samplingTable(
      {
        rows,
        tokens: settings.completionTokens,
        theirs: joined(rounds.map((r) => r.theirs)),
        ours: joined(rounds.map((r) => r.ours)),
        llama: rounds.every((r) => r.llama) ? joined(rounds.map((r) => r.llama ?? [])) : null,
      },
      machine,
    ),
  );
}
if (asked('logits')) {
  const prompts = promptsOf(settings).map((prompt) => tokenizer.applyChatTemplate(prompt).length);
  const tile = runJob<LogitsTile>(peer, { part: 'logits-tile' });
  report(logitsTable(logitsBytes(config, settings, Math.max(...prompts), tile)));
}
if (asked('profile')) {
  const job = {
    part: 'profile',
    model,
    settings,
    prompts: promptsOf(settings),
    warmup: WARMUP,
    steps,
  } as const;
  report(profileTable(runJob<ProfileFigures>(ours, { ...job, beta: 0 }), machine));
}
if (asked('curves')) report(curveTables(costCurves(model, settings, promptsOf, steps), machine));
if (asked('memory')) report(memoryTable(memoryBudgets(model, settings, promptsOf, steps), machine));
if (values.out) writeFileSync(values.out, `${sections.join('\n\n')}\n`);

/**
 * Both sides must have read the same number of prompt tokens and written every completion to its full length.
 */
function checkSameWork(
  a: StepFigures,
  b: StepFigures,
  { prompts, groupSize, completionTokens }: Settings,
): void {
  const tokens = prompts * groupSize * completionTokens;
  if (a.promptTokens.join() !== b.promptTokens.join() || [a, b].some((s) => s.completionTokens !== tokens))
    throw new Error(
      `The two sides did not do the same work: prompts of ${a.promptTokens} and ${b.promptTokens} tokens, completions of ${a.completionTokens} and ${b.completionTokens} in all.`,
    );
}
