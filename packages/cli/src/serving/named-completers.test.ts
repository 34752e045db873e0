import { chatBody, chatServer } from '@echo/testing/chat-server';
import { expect, test } from 'vitest';
import { namedUrl, openCompleters } from './named-completers.js';

test('a name and an address make a completer that asks for that name', async () => {
  const chat = await chatServer(() => ({ body: chatBody(['four']) }));
  const completers = await openCompleters(namedUrl(`qwen=${chat.baseUrl}`));
  const [completion] = (await completers.qwen?.complete([{ role: 'user', content: '2 + 2?' }])) ?? [];
  expect(completion?.text).toBe('four');
  expect(chat.requests[0]?.body.model).toBe('qwen');
  await chat.close();
});

test.each([
  ['qwen', /a name and an address/],
  ['qwen=file:///etc/passwd', /a name and an address/],
  ['a=http://b', /two completers a/],
])('%s is refused', (text, sentence) => {
  expect(() => namedUrl(text, [{ name: 'a', url: 'http://x' }])).toThrow(sentence);
});
