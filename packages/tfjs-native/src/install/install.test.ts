import { EventEmitter, once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNode } from '@echo/testing/run-node';
import { serve, serveFiles } from '@echo/testing/serve';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { describe, expect, test, vi } from 'vitest';
import { cacheKey } from './cache-layout.js';
import { install } from './install.js';
import { writeManifest } from './manifest.js';
import { targetFor } from './platform.js';

const target = targetFor('cpu');
const KEY = target.supported ? cacheKey('cpu', target.arch) : '';
const BIN = 'packages/tfjs-native/src/bin.ts';
const TARBALL = '/@tensorflow/tfjs-node-gpu/-/tfjs-node-gpu-4.22.0.tgz';

/**
 * A machine without npm and pip whose registry and index are `url`. Node answers `--version` as a compiler
 * does.
 */
function surroundings(url: string): Record<string, string> {
  return {
    PATH: '',
    CXX: process.execPath,
    npm_config_registry: url,
    npm_config_tfjs_binding_binary_host_mirror: url,
    PIP_INDEX_URL: url,
    no_proxy: '127.0.0.1',
    NO_PROXY: '127.0.0.1',
  };
}

/** A registry that begins to answer and never ends; `asked` resolves when it has begun. */
async function hangingRegistry(): Promise<{ url: string; asked: Promise<unknown> }> {
  const events = new EventEmitter();
  const asked = once(events, 'asked');
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('begun');
    events.emit('asked');
  });
  return { url, asked };
}

function stub(env: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
}

describe.skipIf(!target.supported)('install', () => {
  test('what is there already is found without asking anyone', async () => {
    stub(surroundings(await serve(() => expect.unreachable())));
    const cacheDir = temporaryFolder();
    mkdirSync(join(cacheDir, KEY));
    writeFileSync(join(cacheDir, KEY, 'file'), 'content');
    await writeManifest(join(cacheDir, KEY));
    const folder = join(cacheDir, KEY);
    expect(await install({ cacheDir })).toEqual({
      installed: true,
      source: 'cache',
      folder,
      message: `The native TensorFlow backend is already installed in ${folder}.`,
    });
  });

  test('no registry: one sentence, and an empty cache', async () => {
    stub(surroundings('http://127.0.0.1:9'));
    const cacheDir = join(temporaryFolder(), 'not', 'there', 'yet');
    const { installed, source, folder, message } = await install({ cacheDir });
    expect([installed, source, folder]).toEqual([false, 'none', null]);
    expect(message).toMatch(
      /^The native TensorFlow backend is not installed \(.+ could not be fetched from the npm registry \(.+\)\); use another backend of tfjs, such as wasm, until `npx @echo\/tfjs-native install` succeeds\.$/,
    );
    expect(readdirSync(cacheDir)).toEqual([]);
  });

  test('a forged package: none of it is kept', async () => {
    stub(surroundings(await serveFiles({ [TARBALL]: 'forged' })));
    const cacheDir = temporaryFolder();
    const { message } = await install({ cacheDir });
    expect(message).toContain('does not have the integrity it was published with');
    expect(readdirSync(cacheDir)).toEqual([]);
  });

  test('no compiler, and no prebuilt binding either: it says both', async () => {
    const url = await serveFiles({});
    stub({ ...surroundings(url), CXX: '/nowhere/c++' });
    const { installed, message } = await install({ cacheDir: temporaryFolder() });
    expect(installed).toBe(false);
    expect(message).toMatch(/no C\+\+ compiler was found; install one, for instance g\+\+; .+ answered 404/);
  });

  test('a cache that cannot be written is named', async () => {
    stub(surroundings('http://127.0.0.1:9'));
    const cacheDir = join(temporaryFolder(), 'file');
    writeFileSync(cacheDir, '');
    const { installed, message } = await install({ cacheDir });
    expect(installed).toBe(false);
    expect(message).toContain(cacheDir);
  });

  test('one that is killed leaves nothing that counts, and the next one clears it away', async () => {
    const cacheDir = temporaryFolder();
    const { url, asked } = await hangingRegistry();
    const first = startNode([BIN, 'install', '--cache-dir', cacheDir], surroundings(url));
    await asked;
    first.process.kill('SIGKILL');
    await first.ended;
    expect(existsSync(join(cacheDir, KEY))).toBe(false);
    expect(readdirSync(cacheDir).some((name) => name.includes('.unfinished-'))).toBe(true);

    utimesSync(join(cacheDir, `${KEY}.lock`), 1, 1); // as if ten seconds had gone by
    stub(surroundings('http://127.0.0.1:9'));
    expect((await install({ cacheDir })).installed).toBe(false);
    expect(readdirSync(cacheDir)).toEqual([]);
  });

  test('one that is stopped cleans up', async () => {
    const cacheDir = temporaryFolder();
    const { url, asked } = await hangingRegistry();
    const run = startNode([BIN, 'install', '--cache-dir', cacheDir], surroundings(url));
    await asked;
    run.process.kill('SIGINT');
    expect((await run.ended).code).toBe(130);
    expect(readdirSync(cacheDir)).toEqual([]);
  });
});
