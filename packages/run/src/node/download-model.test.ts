import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hubStandIn } from '@echo/hub-stand-in';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, onTestFinished, test, vi } from 'vitest';
import { downloadModel } from './download-model.js';

const CONFIG = '{"model_type":"llama"}';

/** A Hub with one model of one file, which is too busy for the first GET or HEAD of each address. */
async function busyHub(): Promise<string[]> {
  const asked: string[] = [];
  const hub = await hubStandIn({
    fault: ({ method, path }) => {
      const request = `${method} ${path}`;
      const isFirst = !asked.includes(request);
      asked.push(request);
      return isFirst && method !== 'POST' ? (_, response) => response.writeHead(503).end() : null;
    },
  });
  onTestFinished(async () => {
    await hub.close();
    vi.unstubAllEnvs();
  });
  hub.seed({ type: 'model', name: 'some/model', files: { 'config.json': CONFIG } });
  for (const name of ['no_proxy', 'NO_PROXY']) vi.stubEnv(name, '127.0.0.1');
  vi.stubEnv('HF_ENDPOINT', hub.url);
  return asked;
}

test('a Hub that is busy is asked again', async () => {
  vi.stubEnv('HF_HOME', temporaryFolder());
  const asked = await busyHub();
  const folder = await downloadModel('some/model', () => {});
  expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe(CONFIG);
  const times = (request: string) => asked.filter((other) => other === request).length;
  const repeatable = asked.filter((request) => !request.startsWith('POST'));
  expect(Math.min(...repeatable.map(times))).toBeGreaterThan(1);
});
