import { EchoError } from '@echo/core';
import type { FastifyInstance } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How many requests and frames each client address may send. */
export interface RateLimit {
  /** Takes one from an address; the milliseconds until there is one again, or 0 when it was taken. */
  take(address: string): Promise<number>;
}

/** A limit of so many requests and frames a second, refilled every second; none for null. */
export function rateLimit(perSecond: number | null): RateLimit | null {
  if (perSecond === null) return null;
  if (!Number.isInteger(perSecond) || perSecond < 1)
    throw new EchoError(
      'invalid-input',
      `Expected \`rateLimit\` to be a whole number of at least 1, got ${perSecond}.`,
    );
  const limiter = new RateLimiterMemory({ points: perSecond, duration: 1 });
  return {
    take: (address) =>
      limiter.consume(address).then(
        () => 0,
        (refusal: unknown) => {
          if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
          throw refusal;
        },
      ),
  };
}

/** Refuses requests beyond the limit of their address with 429, and says when the next may come. */
export function addRateLimit(app: FastifyInstance, limit: RateLimit): void {
  app.addHook('onRequest', async ({ ip }, reply) => {
    const wait = await limit.take(ip);
    if (wait > 0)
      return reply
        .code(429)
        .header('retry-after', Math.ceil(wait / 1000))
        .send({ detail: 'Too many requests' });
  });
}

/** Waits until an address may send another frame: frames beyond the limit are late, none is lost. */
export async function waitForTurn(limit: RateLimit, address: string): Promise<void> {
  for (let wait = await limit.take(address); wait > 0; wait = await limit.take(address))
    await new Promise((resolve) => setTimeout(resolve, wait));
}
