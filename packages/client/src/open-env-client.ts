/** The reply to a reset or step: `reward` is null on a reset. */
export interface OpenEnvResult {
  readonly observation: Readonly<Record<string, unknown>>;
  readonly reward: number | null;
  readonly done: boolean;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** How one call is limited. */
export interface CallOptions {
  /** Seconds until the call fails with `TIMEOUT`; that of the client unless given. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** A session with an OpenEnv server; calls are sent one after another. */
export interface OpenEnvClient {
  readonly url: string;
  /** The arguments are the environment's own, such as `seed` and `episode_id`. */
  reset(args?: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<OpenEnvResult>;
  step(action: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<OpenEnvResult>;
  state(options?: CallOptions): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

export interface ClientOptions {
  /** Seconds a call may take; 60 unless given. */
  readonly timeout?: number;
  /** Seconds that connecting may take; 10 unless given. */
  readonly connectTimeout?: number;
  /** How often connecting is tried before a call fails; 3 unless given. */
  readonly attempts?: number;
  /** Sent with the handshake or every request, such as `authorization`; browsers send none with a socket. */
  readonly headers?: Readonly<Record<string, string>>;
}
