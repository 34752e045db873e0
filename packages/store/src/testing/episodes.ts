import type { Episode } from '../episode.js';

/** An episode of a test. */
export function episode(i: number, fields: Partial<Episode> = {}): Episode {
  return {
    episodeId: `episode-${i}`,
    sessionId: null,
    taskId: `task-${i}`,
    domain: i % 2 === 0 ? 'math' : 'logic',
    difficulty: 'easy',
    seed: String(i),
    response: '<confidence>70</confidence><answer>42</answer>',
    answer: '42',
    confidence: (i % 101) / 100,
    correct: i % 3 === 0,
    grade: i % 3 === 0 ? 1 : 0,
    reward: i / 8,
    components: [{ name: 'accuracy', score: 1, weight: 0.5 }],
    wellFormed: true,
    abstained: false,
    createdAt: 1_700_000_000_000 + i,
    ...fields,
  };
}
