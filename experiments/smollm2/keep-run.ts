import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** The evidence of a result: every trial of both evaluations, and both adapters. */
export const EVIDENCE = ['trials.jsonl', 'adapter-before', 'adapter'] as const;

/** Copies files and folders of a finished run, as they are, to where its result is kept. */
export function keepRun(run: string, folder: string, names: readonly string[] = EVIDENCE): void {
  mkdirSync(folder, { recursive: true });
  for (const name of names) cpSync(join(run, name), join(folder, name), { recursive: true });
}
