import { expect, test } from 'vitest';
import type { Backend, ServerClient } from '../../backend.js';
import { answerersOf } from './sides.js';

const signal = new AbortController().signal;

test('a model that never stops is stopped', async () => {
  let asked = 0;
  const server = {
    async *complete() {
      for (;;) {
        asked++;
        yield 'on and on '.repeat(50);
      }
    },
  } as unknown as ServerClient;
  const backend: Backend = { kind: 'served', shipped: null, policy: null, server, access: null };
  const [endless] = answerersOf(backend, ['endless']);
  let text = '';
  const kinds: string[] = [];
  for await (const event of endless?.ask([], { temperature: 0, seed: 1, signal }) ?? []) {
    if (event.type === 'piece') text += event.text;
    else kinds.push(event.type === 'end' ? event.finishReason : event.type);
  }
  expect([text.length, kinds, asked]).toEqual([20_000, ['length'], 40]);
});

test('without a policy and a server there is nobody to ask', () => {
  expect(answerersOf({ kind: 'file', shipped: null, policy: null, server: null, access: null }, [])).toEqual(
    [],
  );
});
