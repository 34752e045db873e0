import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

test('exports', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toMatchInlineSnapshot(`
    [
      "ADAPTER_SETTINGS_FILE",
      "CONFIG_OPTIONS",
      "adapterSettings",
      "demoConfig",
      "formatAdapterSettings",
      "holdOut",
      "limitTasks",
      "loraConfig",
      "memoryStore",
      "optionsTable",
      "parseAdapterSettings",
      "replyFormat",
      "runConfig",
      "runTraining",
      "selfPlayConfig",
      "selfPlayReport",
      "sftExamples",
      "splitTasks",
      "storedRunConfig",
    ]
  `);
});

test('exports of the entry with files', async () => {
  expect(Object.keys(await import('./node.js')).sort()).toMatchInlineSnapshot(`
    [
      "REPORT_FOLDER",
      "askingOf",
      "assertModelName",
      "assertRemovable",
      "assertWritable",
      "compareRuns",
      "evaluateModel",
      "folderStore",
      "holdsRun",
      "hubAccess",
      "listRuns",
      "loadEvaluationTasks",
      "loadModel",
      "loadTasks",
      "memoryOfMachine",
      "modelCache",
      "openRun",
      "otherBaseWarning",
      "readAdapterSettings",
      "readEvents",
      "readRunConfig",
      "readTrials",
      "removeRun",
      "summarizeRun",
      "trainRun",
      "writeEvaluation",
      "writeRunReport",
    ]
  `);
});

/** The modules of this package that a module imports, itself included. */
async function modulesFrom(url: URL, found = new Map<string, string>()): Promise<Map<string, string>> {
  if (found.has(url.href)) return found;
  const text = await readFile(url, 'utf8');
  found.set(url.href, text);
  for (const [, path = ''] of text.matchAll(/from '(\.[^']+)\.js'/g))
    await modulesFrom(new URL(`${path}.ts`, url), found);
  return found;
}

test('the entry of the configuration is light, and part of the whole', async () => {
  const [config, index] = [await import('./config.js'), await import('./index.js')];
  expect(index).toMatchObject(config);
  expect(Object.keys(config)).toContain('runConfig');
  for (const [name, text] of await modulesFrom(new URL('config.ts', import.meta.url)))
    expect(`${name}: ${text}`).not.toMatch(/import [^;]*from '@echo\/(grpo|policy|compute|nano|eval|env)'/);
});

test('the entry without files imports nothing of Node.js', async () => {
  const modules = await modulesFrom(new URL('index.ts', import.meta.url));
  expect(modules.size).toBeGreaterThan(10);
  // Examples in docstrings run in Node.js.
  for (const [name, text] of modules)
    expect(`${name}: ${text.replace(/^ \*.*$/gm, '')}`).not.toMatch(
      /from '(node:[^']+|@echo\/[^']+\/node|@echo\/nano)'/,
    );
});
