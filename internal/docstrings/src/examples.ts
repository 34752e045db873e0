import { docstringsOf, parse } from './docstrings.js';

/** A fenced TypeScript example of a docstring or of a README. */
export interface Example {
  readonly file: string;
  /** The line of the file on which the code begins, counted from 1. */
  readonly line: number;
  readonly code: string;
  /** False of a fence marked `no-run`: it is type-checked only. */
  readonly runs: boolean;
}

/** The examples of a file: of its docstrings, or of the whole text where it is Markdown. */
export function examplesOf(file: string, text: string): readonly Example[] {
  if (file.endsWith('.md')) return fencesOf(text).map((fence) => ({ file, ...fence }));
  return docstringsOf(parse(file, text)).flatMap((doc) =>
    fencesOf(doc.text).map((fence) => ({ file, ...fence, line: doc.line + fence.line - 1 })),
  );
}

/** The blocks fenced as `ts` in a Markdown text; one marked `ignore` is none. */
function fencesOf(text: string): readonly Omit<Example, 'file'>[] {
  const lines = text.split('\n');
  const fences: Omit<Example, 'file'>[] = [];
  for (let i = 0; i < lines.length; i++) {
    const info = /^```ts(.*)$/.exec(lines[i] ?? '')?.[1];
    if (info === undefined) continue;
    const end = lines.indexOf('```', i + 1);
    if (end === -1) throw new Error(`A fence of line ${i + 1} does not end.`);
    const flags = info.trim().split(/\s+/);
    if (!flags.includes('ignore'))
      fences.push({
        line: i + 2,
        code: lines.slice(i + 1, end).join('\n'),
        runs: !flags.includes('no-run'),
      });
    i = end;
  }
  return fences;
}
