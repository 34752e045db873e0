import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { EchoError } from '@echo/core';

/** The settings in a file, by command and name, as they stand there. */
export interface ConfigFile {
  /** As a person names it. */
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

const NAMES = ['ts', 'mts', 'js', 'mjs', 'json'].map((extension) => `echo.config.${extension}`);

/**
 * Loads a file of settings: the one given, or `echo.config.ts` of the working folder; null without one.
 *
 * It may also be `.mts`, `.js`, `.mjs` or `.json`.
 * TypeScript needs nothing installed: `defineConfig` of `@echo/cli` is there in any case. Throws `not-found`
 * for a file that was given and is not there, and `corrupt-file`.
 */
export async function loadConfig(given?: string, folder: string = process.cwd()): Promise<ConfigFile | null> {
  if (given === undefined) {
    const found = NAMES.find((name) => existsSync(resolve(folder, name)));
    return found === undefined ? null : read(resolve(folder, found), found);
  }
  const path = resolve(folder, given);
  if (existsSync(path)) return read(path, given);
  throw new EchoError('not-found', `There is no ${given}; name another --config, or leave it out.`);
}

async function read(path: string, name: string): Promise<ConfigFile> {
  const settings = await (extname(path) === '.json' ? readJson(path) : importModule(path)).catch((cause) => {
    throw new EchoError('corrupt-file', `${name} could not be read (${reasonOf(cause, path)}); mend it.`, {
      cause,
    });
  });
  if (isRecord(settings)) return { name, settings };
  throw new EchoError(
    'corrupt-file',
    `${name} exports no settings; let it export default defineConfig({ train: { steps: 100 } }).`,
  );
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}

async function importModule(path: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const defineConfig = (settings: unknown) => settings;
  const jiti = createJiti(path, {
    fsCache: false,
    moduleCache: false,
    virtualModules: { '@echo/cli': { defineConfig } },
  });
  return await jiti.import(path, { default: true });
}

/** The first line of what is wrong, without the path, which is said already. */
function reasonOf(cause: unknown, path: string): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  const [line = ''] = text.replaceAll(path, basename(path)).split('\n');
  return line.replace(/\.$/, '');
}

/** Whether a value is an object with names, and no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
