import { EchoError } from '@echo/core';
import { APIError } from 'openai';

/** The parameters that a server may not know, and that a call can do without. */
const REFUSABLE = ['n', 'logprobs', 'max_tokens', 'seed', 'stop', 'top_k', 'top_p'] as const;
export type RefusableParameter = (typeof REFUSABLE)[number] | 'temperature';

/** The parameter of a request that a server refuses; null where the error is of another kind. */
export function refusedParameter(error: unknown, request: object): RefusableParameter | null {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return null;
  const { param, message } = error;
  const names = REFUSABLE.filter((name) => name in request);
  const named = names.find((name) => param === name || (name === 'logprobs' && param === 'top_logprobs'));
  return named ?? names.find((name) => mentions(message, name)) ?? null;
}

/** Whether a message names a parameter as a word of its own; a single letter must stand in quotes. */
function mentions(message: string, name: string): boolean {
  if (name === 'logprobs') return /logprobs/i.test(message);
  return new RegExp(name.length === 1 ? `['"\`]${name}['"\`]` : `\\b${name}\\b`).test(message);
}

export interface Service {
  readonly model: string;
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** An error of the service without its key: `service-failed` where calling again cannot help. */
export function serviceError(error: unknown, { model, baseUrl, apiKey }: Service): unknown {
  if (!(error instanceof APIError)) return error;
  const message = error.message.replaceAll(apiKey.length > 4 ? apiKey : '\0', '[key]').replace(/\.$/, '');
  const { status, headers } = error;
  const host = new URL(baseUrl).host;
  if (status === 401 || status === 403)
    return new EchoError(
      'service-failed',
      `The service at ${host} refused the key (${message}); set the environment variable that holds it.`,
    );
  if (status === 404)
    return new EchoError(
      'service-failed',
      `The service at ${host} has no chat route or no model ${model} (${message}); check \`baseUrl\` and \`model\`.`,
    );
  const plain = new Error(message, { cause: error.cause });
  return Object.assign(plain, { name: error.constructor.name, status, headers });
}
