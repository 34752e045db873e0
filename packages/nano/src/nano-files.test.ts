import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadBackend } from '@echo/compute/node';
import { serveFiles } from '@echo/testing/serve';
import { beforeAll, expect, test } from 'vitest';
import { loadNano, nanoFolder } from './load-nano.js';
import { fetchNanoFiles, NANO_FILES, nanoFromFiles, type ReceivedBytes } from './nano-files.js';

const PROMPT = [{ role: 'user', content: 'Domain: math. Answer with a number.\n6 · 7?' }] as const;

const onDisk = async () =>
  Object.fromEntries(
    await Promise.all(
      NANO_FILES.map(async (name) => [name, await readFile(join(nanoFolder(), name))] as const),
    ),
  );

beforeAll(async () => {
  await loadBackend();
});

test('fetched files make the policy that the folder makes, and progress reaches the total', async () => {
  const files = await onDisk();
  const url = await serveFiles(
    Object.fromEntries(NANO_FILES.map((name) => [`/nano/${name}`, files[name] as Buffer])),
  );
  const progress: ReceivedBytes[] = [];
  const fetched = await fetchNanoFiles(`${url}/nano`, (received) => progress.push(received));
  for (const name of NANO_FILES) expect(Buffer.compare(fetched[name], files[name] as Buffer)).toBe(0);
  const size = NANO_FILES.reduce((sum, name) => sum + fetched[name].length, 0);
  expect(size).toBeLessThan(7e6);
  expect(progress.at(-1)?.received).toBe(size);
  const [ours, theirs] = [await nanoFromFiles(fetched, { seed: 1 }), await loadNano({ seed: 1 })];
  const options = { temperature: 0, maxTokens: 24 };
  expect(await ours.complete(PROMPT, options)).toEqual(await theirs.complete(PROMPT, options));
  ours.dispose();
  theirs.dispose();
});

test('a file that is not there, and one that is damaged, are errors that name it', async () => {
  const url = await serveFiles({});
  await expect(fetchNanoFiles(url)).rejects.toMatchObject({
    code: 'download-failed',
    message: `The file ${url}/config.json could not be fetched (the server says 404); see that it is there and try again.`,
  });
  const files = (await onDisk()) as Record<(typeof NANO_FILES)[number], Buffer>;
  const cut = { ...files, 'model.safetensors': files['model.safetensors'].subarray(0, 4_000_000) };
  await expect(nanoFromFiles(cut)).rejects.toMatchObject({
    code: 'corrupt-file',
    message: expect.stringMatching(
      /^The weight file model.safetensors is damaged: it ends inside the tensor /,
    ),
  });
  const text = { ...files, 'config.json': Buffer.from('<html>') };
  await expect(nanoFromFiles(text)).rejects.toMatchObject({ code: 'corrupt-file' });
});
