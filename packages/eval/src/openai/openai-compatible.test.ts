import { type ChatReply, type ChatServer, chatBody, chatServer } from '@echo/testing/chat-server';
import { afterEach, expect, test, vi } from 'vitest';
import { evaluateAll } from '../evaluation/evaluate.js';
import { response } from '../testing/scripted.js';
import { countedTasks } from '../testing/tasks.js';
import { openAICompatible } from './openai-compatible.js';

const prompt = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'What is 7?' },
] as const;
let server: ChatServer | undefined;
afterEach(async () => {
  await server?.close();
  vi.unstubAllEnvs();
});

async function completerOf(reply: (body: Record<string, unknown>, place: number) => ChatReply, options = {}) {
  server = await chatServer(reply);
  return openAICompatible({ baseUrl: server.baseUrl, model: 'm', ...options });
}
const refusal = (param: string | null, message: string): ChatReply => ({
  status: 400,
  body: { error: { message, type: 'invalid_request_error', param, code: null } },
});

test('a call: what is sent, the text with its stop sequence, usage and log-probs', async () => {
  const top = [
    { token: '7', logprob: -0.1 },
    { token: '8', logprob: -2 },
  ];
  const logprobs = { content: [{ token: '7', logprob: 0.0000001, bytes: null, top_logprobs: top }] };
  const completer = await completerOf(() => ({
    body: chatBody(['<confidence>75</confidence><answer>7'], { logprobs }),
  }));
  const sampling = { temperature: 0.7, topP: 0.9, topK: 40, maxTokens: 9, stop: ['</answer>'], seed: 3 };
  expect(await completer.complete(prompt, { ...sampling, topLogProbs: 50 })).toEqual([
    {
      text: '<confidence>75</confidence><answer>7</answer>',
      finishReason: 'stop',
      usage: { inputTokens: 20, outputTokens: 5 },
      tokens: [{ token: '7', logprob: 0, top }],
    },
  ]);
  expect(server?.requests[0]?.body).toEqual({
    model: 'm',
    messages: prompt,
    temperature: 0.7,
    top_p: 0.9,
    top_k: 40,
    max_tokens: 9,
    stop: ['</answer>'],
    seed: 3,
    logprobs: true,
    top_logprobs: 20,
    stream: false,
  });
});

test('n is asked for at once where the server gives it, else one by one with other seeds', async () => {
  const generous = await completerOf((body) => ({
    body: chatBody(Array.from({ length: Number(body.n) }, (_, i) => `text ${i}`)),
  }));
  const four = await generous.complete(prompt, { n: 4, seed: 1 });
  expect(four.map(({ text, usage }) => [text, usage !== undefined])).toEqual([
    ['text 0', true],
    ['text 1', false],
    ['text 2', false],
    ['text 3', false],
  ]);
  expect(server?.requests).toHaveLength(1);
  await server?.close();
  const refusing = await completerOf((body, place) =>
    'n' in body
      ? refusal(null, "Unexpected keys in the request: {'n'}")
      : { body: chatBody([`text ${place}`]) },
  );
  for (let time = 0; time < 2; time++)
    expect(await refusing.complete(prompt, { n: 3, seed: 5 })).toHaveLength(3);
  expect(server?.requests.map(({ body }) => [body.n, body.seed])).toEqual([
    [3, 5],
    [undefined, 5],
    [undefined, 6],
    [undefined, 7],
    [undefined, 5],
    [undefined, 6],
    [undefined, 7],
  ]);
  await server?.close();
  const ignoring = await completerOf((_, place) => ({ body: chatBody([`text ${place}`]) }));
  expect(await ignoring.complete(prompt, { n: 2 })).toHaveLength(2);
});

test('parameters that are refused are left out from then on', async () => {
  const known = new Set(['model', 'messages', 'stream', 'max_completion_tokens', 'temperature']);
  const completer = await completerOf((body) => {
    const unknown = Object.keys(body).find((name) => !known.has(name));
    return unknown
      ? refusal(unknown, `Unsupported parameter: '${unknown}' is not supported with this model.`)
      : { body: chatBody(['fine']) };
  });
  const options = { temperature: 0, topK: 5, topP: 0.5, maxTokens: 5, stop: ['x'], topLogProbs: 2 };
  expect((await completer.complete(prompt, options))[0]?.text).toBe('fine');
  expect(server?.requests).toHaveLength(6);
  await completer.complete(prompt, options);
  expect(server?.requests).toHaveLength(7);
  expect(server?.requests[6]?.body).toMatchObject({ max_completion_tokens: 5, temperature: 0 });
});

test('another refusal is the error of the call, with its status and without the key', async () => {
  vi.stubEnv('MY_KEY', 'sk-secret-123');
  const completer = await completerOf(() => refusal(null, 'bad prompt for sk-secret-123'), {
    apiKeyVariable: 'MY_KEY',
  });
  await expect(completer.complete(prompt)).rejects.toMatchObject({
    status: 400,
    message: '400 bad prompt for [key]',
  });
  expect(server?.requests[0]?.headers.authorization).toBe('Bearer sk-secret-123');
});

test.each([
  [401, /refused the key .* set the environment variable/],
  [404, /no model m .* check `baseUrl` and `model`/],
])('status %i ends an evaluation with one sentence', async (status, message) => {
  const completer = await completerOf(() => ({ status, body: { error: { message: 'no' } } }));
  await expect(evaluateAll(completer, countedTasks(5))).rejects.toMatchObject({
    code: 'service-failed',
    message: expect.stringMatching(message),
  });
});

test('the key of OpenAI is sent to no other server, and must be in the environment for OpenAI', async () => {
  vi.stubEnv('OPENAI_API_KEY', 'sk-openai');
  const completer = await completerOf(() => ({ body: chatBody(['x']) }));
  await completer.complete(prompt);
  expect(server?.requests[0]?.headers.authorization).not.toContain('sk-openai');
  vi.stubEnv('OPENAI_API_KEY', '');
  expect(() => openAICompatible({ model: 'm' })).toThrow('OPENAI_API_KEY');
});

test('429 with Retry-After and a broken connection are tried again; tokens are counted', async () => {
  const completer = await completerOf((_, place) =>
    place === 0
      ? { status: 429, headers: { 'retry-after': '0.05' }, body: { error: { message: 'slow down' } } }
      : { body: chatBody([response(90, '0')]) },
  );
  const started = performance.now();
  const [trial] = await evaluateAll(completer, countedTasks(1), { retryDelay: 0.001 });
  expect(performance.now() - started).toBeGreaterThan(45);
  expect(trial).toMatchObject({
    correct: true,
    confidence: 0.9,
    usage: { inputTokens: 20, outputTokens: 5 },
  });
  const { baseUrl } = server as ChatServer;
  await server?.close();
  const lost = openAICompatible({ baseUrl, model: 'm' });
  const [failed] = await evaluateAll(lost, countedTasks(1), { retries: 2, retryDelay: 0.001 });
  expect(failed?.error).toEqual({ message: 'Connection error' });
});

test('a stream gives the text piece by piece', async () => {
  const chunk = (content: string) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;
  const completer = await completerOf(() => ({ body: `${chunk('Par')}${chunk('is')}data: [DONE]\n\n` }));
  const pieces: string[] = [];
  for await (const piece of completer.stream?.(prompt) ?? []) pieces.push(piece);
  expect(pieces).toEqual(['Par', 'is']);
});

test('a cut completion is not ended for the model', async () => {
  const completer = await completerOf(() => ({ body: chatBody(['<answer>Par'], {}, 'length') }));
  expect(await completer.complete(prompt, { stop: ['</answer>'] })).toMatchObject([
    { text: '<answer>Par', finishReason: 'length' },
  ]);
});
