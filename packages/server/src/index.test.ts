import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('@echo/server', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
    [
      "builtinEnvironment",
      "createServer",
    ]
  `);
});

test('@echo/server/command', async () => {
  expect(namesIn(await import('./command.js'))).toMatchInlineSnapshot(`
    [
      "addServeOptions",
      "runServe",
      "serve",
    ]
  `);
});
