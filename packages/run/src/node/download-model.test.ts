import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBackend } from '@echo/compute/node';
import { hubStandIn } from '@echo/hub-stand-in';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, onTestFinished, test, vi } from 'vitest';
import { downloadModel } from './download-model.js';
import { parseHubModelName } from './hub-model-name.js';
import { loadModel } from './load-model.js';

const CONFIG = '{"model_type":"llama"}';

/** The GGUF files of tiny models of other packages' tests. */
const gguf = (name: string) =>
  readFileSync(new URL(`../../../policy/fixtures/gguf/${name}.gguf`, import.meta.url));

/** A Hub with a repository of these files, and a cache of its own. */
async function hubWith(files: Readonly<Record<string, Buffer>>): Promise<void> {
  const hub = await hubStandIn();
  onTestFinished(async () => {
    await hub.close();
    vi.unstubAllEnvs();
  });
  hub.seed({ type: 'model', name: 'some/model-GGUF', files });
  for (const name of ['no_proxy', 'NO_PROXY']) vi.stubEnv(name, '127.0.0.1');
  vi.stubEnv('HF_ENDPOINT', hub.url);
  vi.stubEnv('HF_HOME', temporaryFolder());
}

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
  const folder = await downloadModel(parseHubModelName('hf:some/model'), () => {});
  expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe(CONFIG);
  const times = (request: string) => asked.filter((other) => other === request).length;
  const repeatable = asked.filter((request) => !request.startsWith('POST'));
  expect(Math.min(...repeatable.map(times))).toBeGreaterThan(1);
});

test.each([
  ['hf:some/model-GGUF', 'qwen2'],
  ['hf:some/model-GGUF:Q8_0', 'qwen3'],
  ['hf:some/model-GGUF/more/model-F32.gguf', 'llama'],
])('of the GGUF files on the Hub %s fetches one, which is a model', async (name, architecture) => {
  await hubWith({
    'README.md': Buffer.from('# Quantized'),
    'model-Q4_K_M.gguf': gguf('tiny-qwen2'),
    'model-Q8_0.gguf': gguf('tiny-qwen3'),
    'more/model-F32.gguf': gguf('tiny-llama'),
  });
  await loadBackend();
  const notes: string[] = [];
  const policy = await loadModel(name, {}, (text) => notes.push(text));
  expect(policy.config.architecture).toBe(architecture);
  expect(notes).toEqual([expect.stringMatching(/^downloading (more\/)?model-\w+\.gguf \(0\.\d MB\)$/)]);
  policy.dispose();
});

test('of several GGUF files that may be meant none is fetched', async () => {
  await hubWith({ 'a.gguf': gguf('tiny-qwen2'), 'b.gguf': gguf('tiny-qwen2') });
  await expect(loadModel('hf:some/model-GGUF')).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('a.gguf, b.gguf; name one, as in --model hf:some/model-GGUF/a.gguf.'),
  });
});
