import { z } from 'zod';
import { defineSource, type Source } from '../source.js';

/**
 * Grade school word problems (Cobbe et al., Training Verifiers to Solve Math Word Problems, arXiv 2110.14168,
 * 2021).
 *
 * Difficulty by the calculations `<<…>>` in the worked answer: up to 2 easy, 3 or 4 medium, more hard.
 */
export const gsm8k: Source = defineSource({
  repository: 'openai/gsm8k',
  revision: '740312add88f781978c0658806c59bc2815b9866',
  splits: ['train', 'test'],
  configs: ['main'],
  row: z.object({ question: z.string().trim().min(1), answer: z.string() }),
  toTask: ({ question, answer }, { split, index }) => {
    const [worked = '', stated = ''] = answer.split('####');
    const digits = stated.replace(/[\s,$]/g, '');
    const value = Number(digits);
    if (digits === '' || !Number.isFinite(value)) return 'the answer does not end in #### and a number';
    const steps = worked.split('<<').length - 1;
    return {
      id: `gsm8k-${split}-${index}`,
      domain: 'math',
      difficulty: steps <= 2 ? 'easy' : steps <= 4 ? 'medium' : 'hard',
      question,
      answerKey: { kind: 'number', value },
      source: 'openai/gsm8k',
    };
  },
});
