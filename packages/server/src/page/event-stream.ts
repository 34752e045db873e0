import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/**
 * Replies with events as server-sent events, one JSON object each.
 *
 * `events` gets a signal that is aborted when the client goes or the server closes; what it throws then is
 * nobody's, and what it throws before is the last event, made by `onError`.
 */
export function sendEvents<Event>(
  reply: FastifyReply,
  closing: AbortSignal,
  { events, onError }: { events(signal: AbortSignal): AsyncIterable<Event>; onError(error: unknown): Event },
): FastifyReply {
  const gone = new AbortController();
  const signal = AbortSignal.any([gone.signal, closing]);
  async function* lines(): AsyncGenerator<string> {
    try {
      for await (const event of events(signal)) yield lineOf(event);
    } catch (error) {
      if (!signal.aborted) yield lineOf(onError(error));
    }
  }
  const stream = Readable.from(lines(), { objectMode: false });
  reply.raw.once('close', () => gone.abort());
  return reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .header('connection', 'close')
    .send(stream);
}

const lineOf = (event: unknown): string => `data: ${JSON.stringify(event)}\n\n`;
