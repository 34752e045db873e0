/** The contract to the letter: what OpenEnv's own server replies (`integration/compare_contract.py`). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { post, start } from './testing/start.js';

let server: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  server = await start({ strict: true });
});
afterAll(() => server.close());

const REPLY = '<confidence>70</confidence><answer>B</answer>';
const NO_OBJECT = 'Input should be a valid dictionary or object to extract fields from';

describe('refused bodies', () => {
  test.each([
    [
      '/reset',
      { seed: -1 },
      'greater_than_equal',
      ['body', 'seed'],
      'Input should be greater than or equal to 0',
    ],
    [
      '/reset',
      { seed: 'x' },
      'int_parsing',
      ['body', 'seed'],
      'Input should be a valid integer, unable to parse string as an integer',
    ],
    [
      '/reset',
      { seed: 1.5 },
      'int_from_float',
      ['body', 'seed'],
      'Input should be a valid integer, got a number with a fractional part',
    ],
    [
      '/reset',
      { episode_id: 'a'.repeat(256) },
      'string_too_long',
      ['body', 'episode_id'],
      'String should have at most 255 characters',
    ],
    ['/reset', null, 'model_attributes_type', ['body'], NO_OBJECT],
    ['/step', undefined, 'missing', ['body'], 'Field required'],
    ['/step', {}, 'missing', ['body', 'action'], 'Field required'],
    ['/step', { response: 'x' }, 'missing', ['body', 'action'], 'Field required'],
    ['/step', { action: 'x' }, 'dict_type', ['body', 'action'], 'Input should be a valid dictionary'],
    [
      '/step',
      { action: { response: 'x' }, timeout_s: 0 },
      'greater_than',
      ['body', 'timeout_s'],
      'Input should be greater than 0',
    ],
    ['/step', { action: {} }, 'missing', ['response'], 'Field required'],
    ['/step', { action: { response: 5 } }, 'string_type', ['response'], 'Input should be a valid string'],
    [
      '/step',
      { action: { response: 'x', zz: 1 } },
      'extra_forbidden',
      ['zz'],
      'Extra inputs are not permitted',
    ],
  ])('%s %j', async (path, body, type, loc, msg) => {
    const reply = await post(server.url + path, body);
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({ detail: [{ type, loc, msg }] });
  });

  test('a body that is no JSON, or no JSON by its content type', async () => {
    const send = async (body: string, type: string) => {
      const headers = { 'content-type': type };
      return (await fetch(`${server.url}/reset`, { method: 'POST', body, headers })).json();
    };
    expect(await send('{"a" 1}', 'application/json')).toEqual({
      detail: [
        {
          type: 'json_invalid',
          loc: ['body', 5],
          msg: 'JSON decode error',
          input: {},
          ctx: { error: "Expecting ':' delimiter" },
        },
      ],
    });
    expect(await send('{}', 'text/plain')).toEqual({
      detail: [{ type: 'model_attributes_type', loc: ['body'], msg: NO_OBJECT, input: '{}' }],
    });
  });
});

describe('routes', () => {
  test('health is exactly one key', async () => {
    expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ status: 'healthy' });
  });

  test('unknown paths and methods', async () => {
    const nope = await fetch(`${server.url}/nope`);
    expect([nope.status, await nope.json()]).toEqual([404, { detail: 'Not Found' }]);
    const wrong = await fetch(`${server.url}/reset`);
    expect([wrong.status, wrong.headers.get('allow'), await wrong.json()]).toEqual([
      405,
      'POST',
      { detail: 'Method Not Allowed' },
    ]);
    expect((await fetch(`${server.url}/health`, { method: 'HEAD' })).status).toBe(405);
    expect((await fetch(`${server.url}/ws`)).status).toBe(404);
  });

  test('a new environment has no episode', async () => {
    expect(await (await fetch(`${server.url}/state`)).json()).toMatchObject({
      episode_id: null,
      step_count: 0,
    });
  });

  test('metadata has its six keys', async () => {
    const metadata = (await (await fetch(`${server.url}/metadata`)).json()) as object;
    expect(Object.keys(metadata)).toEqual([
      'name',
      'description',
      'readme_content',
      'version',
      'author',
      'documentation_url',
    ]);
  });

  test('the schema asks for a response and nothing else, and declares every field', async () => {
    const schema = (await (await fetch(`${server.url}/schema`)).json()) as Record<
      string,
      Record<string, object>
    >;
    expect(schema.action).toMatchObject({
      title: 'EchoAction',
      required: ['response'],
      additionalProperties: false,
    });
    expect(schema.observation?.additionalProperties).toBe(false);
    const { body } = await post(`${server.url}/reset`, { seed: 1 });
    const { observation } = body as { observation: object };
    expect(Object.keys(schema.observation?.properties ?? {})).toEqual(
      expect.arrayContaining([...Object.keys(observation), 'reward', 'done']),
    );
  });

  test('openapi names the three routes of simulation', async () => {
    const openapi = (await (await fetch(`${server.url}/openapi.json`)).json()) as {
      info: { version: string };
      paths: object;
    };
    expect(openapi.info.version).toBe('1.0.0');
    expect(Object.keys(openapi.paths)).toEqual(expect.arrayContaining(['/reset', '/step', '/state']));
  });
});

describe('episodes', () => {
  test('reward and done stand beside the observation, and metadata in both places', async () => {
    const { body } = await post(`${server.url}/reset`, { seed: 42, episode_id: 'e', unknown: 1 });
    expect(body).toMatchObject({
      observation: { is_correct: null, metadata: { episode_id: 'e', seed: 42 } },
      reward: null,
      done: false,
      metadata: { episode_id: 'e', seed: 42 },
    });
    expect((body as { observation: object }).observation).not.toHaveProperty('reward');
  });

  test('a step without id or seed fails', async () => {
    await post(`${server.url}/reset`, { seed: 42 });
    expect(await post(`${server.url}/step`, { action: { response: REPLY } })).toEqual({
      status: 500,
      body: 'Internal Server Error',
    });
  });

  test('a step with a seed grades that question, and one with an id goes on', async () => {
    await post(`${server.url}/reset`, { seed: 42, episode_id: 'goes-on' });
    const byId = await post(`${server.url}/step`, { action: { response: REPLY }, episode_id: 'goes-on' });
    const bySeed = await post(`${server.url}/step`, { action: { response: REPLY }, seed: 42 });
    const graded = byId.body as { observation: { question: string }; reward: number; done: boolean };
    expect(graded.done).toBe(true);
    expect(bySeed.body).toMatchObject({
      observation: { question: graded.observation.question, confidence: 70 },
      reward: graded.reward,
    });
  });
});
