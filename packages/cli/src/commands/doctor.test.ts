import { join } from 'node:path';
import { catchOutput } from '@echo/testing/output';
import { serve } from '@echo/testing/serve';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { afterEach, expect, test, vi } from 'vitest';
import { checkFolder } from '../doctor/check-folder.js';
import { checkNode } from '../doctor/check-node.js';
import { isBlocking } from '../doctor/finding.js';
import { main } from '../main.js';

const output = catchOutput();
const lastJson = () => JSON.parse(output().trim().split('\n').at(-1) as string);
afterEach(() => vi.unstubAllEnvs());

test('every part is checked, and the self-test passes', { timeout: 60_000 }, async () => {
  vi.stubEnv('HF_ENDPOINT', await serve((_, response) => void response.end('{"name":"ada"}')));
  vi.stubEnv('HF_TOKEN', 'hf_x');
  vi.stubEnv('HF_HOME', temporaryFolder());
  expect(await main(['doctor', '--test', '--json'])).toBe(0);
  const { ok, findings, test: parts } = lastJson();
  expect(ok).toBe(true);
  expect(findings.map(({ name }: { name: string }) => name)).toEqual(
    'Node.js backend memory folder models Python browser Hub'.split(' '),
  );
  expect(findings.at(-1)).toMatchObject({ status: 'ok', found: expect.stringMatching(/ as ada$/) });
  expect(parts.map(({ part }: { part: string }) => part)).toEqual(
    'parse grade reward measure train'.split(' '),
  );
  expect(output()).not.toContain('hf_x');
});

test('without a backend the exit code is 1, and the remedy is said', async () => {
  vi.stubEnv('ECHO_BACKEND', 'abacus');
  vi.stubEnv('HF_ENDPOINT', await serve((_, response) => void response.writeHead(401).end()));
  expect(await main(['doctor', '--test'])).toBe(1);
  expect(output()).toMatch(/✗ backend +Expected ECHO_BACKEND to be one of/);
  expect(output()).toContain('→ unset ECHO_BACKEND');
  expect(output()).not.toContain('self-test passed');
});

test.each([
  ['20.19.0', false],
  ['20.18.3', true],
  ['18.20.0', true],
  ['22.0.0', false],
])('Node.js %s is too old: %s', (version, blocking) => {
  expect(isBlocking(checkNode(version))).toBe(blocking);
});

test('a folder that cannot be written into is missing', async () => {
  expect(isBlocking(await checkFolder(temporaryFolder()))).toBe(false);
  const finding = await checkFolder(join(temporaryFolder(), 'nowhere'));
  expect([isBlocking(finding), finding.found]).toEqual([true, expect.stringContaining('ENOENT')]);
});
