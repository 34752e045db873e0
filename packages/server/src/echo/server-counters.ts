/** What a server counts since it started; the episodes themselves are counted in the store. */
export interface ServerCounters {
  requests: number;
  frames: number;
  refusedFrames: number;
  sessionsOpened: number;
  sessionsRefused: number;
}

/** Counters at 0. */
export const newCounters = (): ServerCounters => ({
  requests: 0,
  frames: 0,
  refusedFrames: 0,
  sessionsOpened: 0,
  sessionsRefused: 0,
});
