import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('@echo/client', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
    [
      "ClientError",
      "connect",
      "connectHttp",
      "isClientError",
      "remoteEnvironment",
    ]
  `);
});
