import { z } from 'zod';
import { wordCount } from '../../internal/word-count.js';
import { defineSource, type Source } from '../source.js';

/**
 * Quiz questions without their documents (Joshi et al., TriviaQA, arXiv 1705.03551, 2017).
 *
 * Difficulty by the length of the question: up to 12 words easy, up to 25 medium, more hard. The answers of
 * the test split are not published.
 */
export const triviaQa: Source = defineSource({
  repository: 'mandarjoshi/trivia_qa',
  revision: '0f7faf33a3908546c6fd5b73a660e0f8ff173c2f',
  splits: ['train', 'validation'],
  configs: ['rc.nocontext'],
  row: z.object({
    question: z.string().trim().min(1),
    question_id: z.string().min(1),
    answer: z.object({ value: z.string().trim().min(1), aliases: z.array(z.string()) }),
  }),
  toTask: ({ question, question_id, answer: { value, aliases } }) => {
    if (value === '<unk>') return 'the answer is not published';
    const others = new Set(aliases.map((alias) => alias.trim()));
    others.delete(value);
    others.delete('');
    const words = wordCount(question);
    return {
      id: `triviaqa-${question_id}`,
      domain: 'factual',
      difficulty: words <= 12 ? 'easy' : words <= 25 ? 'medium' : 'hard',
      question,
      answerKey: { kind: 'text', answer: value, aliases: [...others] },
      source: 'mandarjoshi/trivia_qa',
    };
  },
});
