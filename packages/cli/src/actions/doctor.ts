import { Exit, textTable } from 'echo-rl/commands';
import type { DoctorArguments } from '../commands/doctor.js';
import { checkBackend } from '../doctor/check-backend.js';
import { checkBrowser } from '../doctor/check-browser.js';
import { checkFolder } from '../doctor/check-folder.js';
import { checkHub } from '../doctor/check-hub.js';
import { checkMemory } from '../doctor/check-memory.js';
import { checkModels } from '../doctor/check-models.js';
import { checkNode } from '../doctor/check-node.js';
import { checkPython } from '../doctor/check-python.js';
import { type Finding, isBlocking } from '../doctor/finding.js';
import { selfTest, type TestedPart } from '../doctor/self-test.js';

/** Says what the machine has and lacks; ends with exit code 1 where something needed is missing. */
export async function doctorAction({ test = false, json = false }: DoctorArguments): Promise<void> {
  const findings = await Promise.all([
    checkNode(),
    checkBackend(),
    checkMemory(),
    checkFolder(),
    checkModels(),
    checkPython(),
    checkBrowser(),
    checkHub(),
  ]);
  const ok = !findings.some(isBlocking);
  if (!json) process.stdout.write(`${findingsText(findings)}\n`);
  const parts = test && ok ? await selfTest() : null;
  if (json) process.stdout.write(`${JSON.stringify({ ok, findings, ...(test && { test: parts }) })}\n`);
  else if (parts) process.stdout.write(`\n${partsText(parts)}\n`);
  if (!ok) throw new Exit(1);
}

const MARKS = { ok: '✓', limited: '~', missing: '–' } as const;

function findingsText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  return findings
    .flatMap((finding) => {
      const { name, status, found, remedy } = finding;
      const mark = isBlocking(finding) ? '✗' : MARKS[status];
      const line = `${mark} ${name.padEnd(width)}  ${found}`;
      return remedy === null ? [line] : [line, `${' '.repeat(width + 4)}→ ${remedy}`];
    })
    .join('\n');
}

function partsText(parts: readonly TestedPart[]): string {
  const seconds = parts.reduce((sum, part) => sum + part.seconds, 0);
  const rows = parts.map(({ part, done, seconds: took }) => [`✓ ${part}`, done, `${took.toFixed(2)} s`]);
  return `${textTable(rows)}\n\nThe self-test passed in ${seconds.toFixed(1)} s.`;
}
