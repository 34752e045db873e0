/** A term of a reward: it contributed `weight · score`. */
export interface EpisodeComponent {
  readonly name: string;
  readonly score: number;
  readonly weight: number;
}

/** A graded episode: what was asked, what was replied, and how it was graded and rewarded. */
export interface Episode {
  readonly episodeId: string;
  /** The session it was played in; null of stateless grading. */
  readonly sessionId: string | null;
  readonly taskId: string;
  readonly domain: string;
  readonly difficulty: string;
  /** The seed that drew the task, as text; null of a task chosen by its index. */
  readonly seed: string | null;
  /** The reply as it came: untrusted text. */
  readonly response: string;
  readonly answer: string;
  /** The stated probability, in [0, 1]. */
  readonly confidence: number;
  /** The verdict. */
  readonly correct: boolean;
  /** Partial credit, in [0, 1]. */
  readonly grade: number;
  readonly reward: number;
  readonly components: readonly EpisodeComponent[];
  readonly wellFormed: boolean;
  readonly abstained: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** An episode with its place in the store; later episodes have greater ids. */
export interface StoredEpisode extends Episode {
  readonly id: number;
}
