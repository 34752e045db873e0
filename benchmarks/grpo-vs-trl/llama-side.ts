/**
 * node-llama-cpp beside the others: `llama-side.ts folder model.gguf job.json result.json`.
 *
 * Started by compare.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openHuggingFaceFolder } from '@echo/policy/node';
import type { Job } from './settings.js';

/** The little of node-llama-cpp that is used here; it is installed outside the workspace. */
interface LlamaModule {
  getLlama(options: object): Promise<{
    loadModel(options: { modelPath: string }): Promise<{
      createContext(options: object): Promise<{ getSequence(): Sequence; dispose(): Promise<void> }>;
    }>;
  }>;
}
interface Sequence {
  evaluate(tokens: readonly number[], options: object): AsyncIterable<number>;
}

const [folder = '', modelPath = '', question = '', answer = ''] = process.argv.slice(2);
const job = JSON.parse(readFileSync(question, 'utf8')) as Extract<Job, { part: 'sampling' }>;
const { tokenizer, weights } = await openHuggingFaceFolder(job.model);
await weights.close();
const ids = job.prompts.map((prompt) => [...tokenizer.applyChatTemplate(prompt)]);

const entry = pathToFileURL(join(folder, 'node_modules/node-llama-cpp/dist/index.js')).href;
const { getLlama } = (await import(entry)) as LlamaModule;
const threads = Number(process.env.OMP_NUM_THREADS) || availableParallelism();
const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, maxThreads: threads });
const model = await llama.loadModel({ modelPath });
const { temperature, completionTokens } = job.settings;

async function complete(sequence: Sequence, prompt: readonly number[], seed: number): Promise<void> {
  const options = { temperature, topP: 1, topK: 0, minP: 0, seed, yieldEogToken: true };
  let tokens = 0;
  for await (const _ of sequence.evaluate(prompt, options)) {
    tokens += 1;
    if (tokens === completionTokens) return;
  }
}

const figures: number[][] = [];
for (const { prompts, completions } of job.rows) {
  const rows = ids.slice(0, prompts).flatMap((prompt) => new Array<number[]>(completions).fill(prompt));
  const contextSize = Math.max(...rows.map((prompt) => prompt.length)) + completionTokens;
  const seconds: number[] = [];
  for (let round = 0; round <= job.rounds; round++) {
    const context = await model.createContext({
      sequences: rows.length,
      contextSize,
      batchSize: 512,
      threads,
    });
    const sequences = rows.map(() => context.getSequence());
    const start = performance.now();
    await Promise.all(
      sequences.map((sequence, i) => complete(sequence, rows[i] ?? [], round * rows.length + i)),
    );
    seconds.push((performance.now() - start) / 1000);
    await context.dispose();
  }
  figures.push(seconds.slice(1));
}
writeFileSync(answer, JSON.stringify(figures));
process.exit(0);
