/** Drives an OpenEnv server with our client: `drive-server.ts URL`. Works with Python's own. */
import { connect, isClientError } from '../src/index.js';

const [url = 'http://127.0.0.1:8000'] = process.argv.slice(2);
const client = await connect(url);
await client.reset({ seed: 7, episode_id: 'e' });
const graded = await client.step({ response: '<confidence>70</confidence><answer>B</answer>' });
const state = await client.state();
if (!graded.done || state.episode_id !== 'e' || state.step_count !== 1)
  throw new Error(`Expected a finished episode, got ${JSON.stringify({ graded, state })}.`);
const refusal = await client.step({ zz: 1 }).catch((error: unknown) => error);
if (!isClientError(refusal, 'VALIDATION_ERROR')) throw new Error(`Expected a refusal, got ${refusal}.`);
await client.close();
process.stdout.write(`our client drives ${url}: ok\n`);
