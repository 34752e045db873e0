import { type EchoError, type ErrorCode, isEchoError } from '@echo/core';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ValidationFault } from '../environment/parse-action.js';

/** A refusal with the status and the `detail` of its reply. */
export class HttpFault extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, detail: string) {
    super(detail);
    this.name = 'HttpFault';
    this.statusCode = statusCode;
  }
}

const STATUS: Partial<Readonly<Record<ErrorCode, number>>> = {
  'invalid-input': 400,
  'episode-order': 409,
  'not-found': 404,
  'config-mismatch': 409,
  'write-failed': 503,
};

/**
 * Replies to errors with the bodies of OpenEnv servers, and logs each with its cause and request id.
 *
 * Whatever the environment throws is `500 Internal Server Error` when strict, else a reply that says why.
 */
export function addErrorReplies(app: FastifyInstance, strict: boolean): void {
  app.setErrorHandler((error, request, reply) => {
    const { statusCode } = error as { readonly statusCode?: number };
    if (error instanceof ValidationFault) {
      request.log.info({ fault: error.message }, 'request refused');
      return reply.code(422).send({ detail: error.details });
    }
    if (isEchoError(error)) {
      request.log.warn({ err: error }, 'environment refused');
      return strict ? internalError(reply) : refused(reply, error);
    }
    if (statusCode !== undefined && statusCode < 500) {
      request.log.info({ err: error }, 'request refused');
      return reply.code(statusCode).send({ detail: error instanceof Error ? error.message : String(error) });
    }
    if (error instanceof HttpFault) {
      request.log.warn({ err: error }, 'request failed');
      return reply.code(error.statusCode).send({ detail: error.message });
    }
    request.log.error({ err: error }, 'request failed');
    return internalError(reply);
  });
}

function refused(reply: FastifyReply, error: EchoError): FastifyReply {
  const status = STATUS[error.code];
  return status === undefined ? internalError(reply) : reply.code(status).send({ detail: error.message });
}

function internalError(reply: FastifyReply): FastifyReply {
  return reply.code(500).type('text/plain; charset=utf-8').send('Internal Server Error');
}
