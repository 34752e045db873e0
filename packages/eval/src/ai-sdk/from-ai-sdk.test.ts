import { type ChatServer, chatBody, chatServer } from '@echo/testing/chat-server';
import type { LanguageModelV4 } from 'ai-sdk-provider-v4';
import { createOpenAICompatible as createV2 } from 'ai-sdk-v2';
import { createOpenAICompatible as createV3 } from 'ai-sdk-v3';
import { afterEach, expect, expectTypeOf, test } from 'vitest';
import { evaluateAll } from '../evaluation/evaluate.js';
import { response } from '../testing/scripted.js';
import { countedTasks } from '../testing/tasks.js';
import { type AiSdkModel, fromAiSdk } from './from-ai-sdk.js';

let server: ChatServer | undefined;
afterEach(() => server?.close());

const prompt = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'What is 7?' },
  { role: 'assistant', content: 'A number.' },
  { role: 'user', content: 'Which?' },
] as const;
const providers: readonly [string, (baseURL: string) => AiSdkModel][] = [
  ['v2', (baseURL) => createV2({ name: 'local', baseURL })('m')],
  ['v3', (baseURL) => createV3({ name: 'local', baseURL })('m')],
];

test.each(providers)('a %s model of the AI SDK, with its own provider', async (version, create) => {
  server = await chatServer((_, place) =>
    place === 1
      ? { status: 429, headers: { 'retry-after': '0.01' }, body: { error: { message: 'slow down' } } }
      : { body: chatBody([response(60, '7').replace('</answer>', '')]) },
  );
  const model = create(server.baseUrl);
  expect(model.specificationVersion).toBe(version);
  const completer = fromAiSdk(model);
  const sampling = { temperature: 0.5, topP: 0.9, maxTokens: 9, stop: ['</answer>'], seed: 4 };
  expect(await completer.complete(prompt, sampling)).toEqual([
    { text: response(60, '7'), finishReason: 'stop', usage: { inputTokens: 20, outputTokens: 5 } },
  ]);
  expect(server.requests[0]?.body).toMatchObject({
    messages: prompt,
    temperature: 0.5,
    top_p: 0.9,
    max_tokens: 9,
    stop: ['</answer>'],
    seed: 4,
  });
  const [trial] = await evaluateAll(completer, countedTasks(1), { retryDelay: 0.001 });
  expect(trial).toMatchObject({ confidence: 0.6, answer: '7' });
  expect(trial).not.toHaveProperty('error');
  expect(await completer.complete(prompt, { n: 3 })).toHaveLength(3);
});

test.each(providers)('a %s model streams', async (_, create) => {
  const chunk = (content: string, reason: string | null = null) =>
    `data: ${JSON.stringify({ id: 'x', choices: [{ index: 0, delta: { content }, finish_reason: reason }] })}\n\n`;
  server = await chatServer(() => ({ body: `${chunk('Par')}${chunk('is', 'stop')}data: [DONE]\n\n` }));
  const pieces: string[] = [];
  for await (const piece of fromAiSdk(create(server.baseUrl)).stream?.(prompt) ?? []) pieces.push(piece);
  expect(pieces.join('')).toBe('Paris');
});

test('a V4 model fits too, and a cut completion says so', async () => {
  expectTypeOf<LanguageModelV4>().toExtend<AiSdkModel>();
  const model: AiSdkModel = {
    specificationVersion: 'v4',
    modelId: 'm',
    doGenerate: async () => ({
      content: [
        { type: 'reasoning', text: 'hm' },
        { type: 'text', text: '<answer>Par' },
      ],
      finishReason: { unified: 'length', raw: 'max_tokens' },
      usage: { inputTokens: { total: 12 }, outputTokens: { total: undefined } },
    }),
    doStream: () => Promise.reject(new Error('not asked for')),
  };
  expect(await fromAiSdk(model).complete(prompt, { stop: ['</answer>'] })).toEqual([
    { text: '<answer>Par', finishReason: 'length', usage: { inputTokens: 12, outputTokens: 0 } },
  ]);
});
