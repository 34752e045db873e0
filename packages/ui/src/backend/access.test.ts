import { afterEach, expect, test, vi } from 'vitest';
import { createAccess } from './access.js';
import { serverClient } from './server-client.js';

afterEach(() => vi.unstubAllGlobals());

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}

test('calls wait for one token, a wrong one is asked for again, and the calls are made again', async () => {
  const asked: (string | null)[] = [];
  vi.stubGlobal('fetch', async (_: URL, { headers }: { headers: { authorization?: string } }) => {
    asked.push(headers.authorization ?? null);
    return headers.authorization === 'Bearer right'
      ? Response.json({ completers: [{ name: 'qwen' }] })
      : Response.json({ detail: 'Not authenticated' }, { status: 401 });
  });
  const access = createAccess(storage());
  const states: string[] = [];
  access.watch(() => states.push(access.state()));
  const server = serverClient('http://here/', access);
  const calls = Promise.all([server.completers(), server.completers()]);
  await vi.waitFor(() => expect(access.state()).toBe('asked'));
  access.give('wrong');
  await vi.waitFor(() => expect(access.state()).toBe('refused'));
  access.give('right');
  expect(await calls).toEqual([['qwen'], ['qwen']]);
  expect(states).toEqual(['asked', 'open', 'refused', 'open']);
  expect(await server.completers()).toEqual(['qwen']);
  expect(asked.at(-1)).toBe('Bearer right');
});
