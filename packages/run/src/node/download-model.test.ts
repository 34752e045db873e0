import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@echo/testing/serve';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test, vi } from 'vitest';
import { downloadModel } from './download-model.js';

const COMMIT = 'a'.repeat(40);
const CONFIG = '{"model_type":"llama"}';

/** A Hub with one model of one file, which is too busy for the first GET or HEAD of each address. */
async function busyHub(): Promise<string[]> {
  const asked: string[] = [];
  const url = await serve(({ url: path = '', method = '' }, response) => {
    const request = `${method} ${path}`;
    const isFirst = !asked.includes(request);
    asked.push(request);
    if (isFirst && method !== 'POST') return void response.writeHead(503).end();
    if (path.startsWith('/api/models/some/model/'))
      return void response.end(
        JSON.stringify([{ type: 'file', path: 'config.json', size: CONFIG.length, oid: '0'.repeat(40) }]),
      );
    response.writeHead(200, {
      etag: '"1"',
      'x-repo-commit': COMMIT,
      'content-length': CONFIG.length,
      'content-range': `bytes 0-${CONFIG.length - 1}/${CONFIG.length}`,
    });
    response.end(method === 'HEAD' ? undefined : CONFIG);
  });
  vi.stubEnv('HF_ENDPOINT', url);
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
