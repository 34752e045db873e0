import { createRng } from '@echo/core';
import { z } from 'zod';
import { wordCount } from '../../internal/word-count.js';
import { defineSource, type Source } from '../source.js';

const text = z.string().trim().min(1);

/**
 * Science exam questions (Welbl et al., Crowdsourcing Multiple Choice Science Questions, arXiv 1707.06209,
 * 2017).
 *
 * Difficulty by the supporting passage, which is not shown: 60 words or more easy, a shorter one medium, none
 * hard. The place of the correct answer is drawn, the same each time.
 */
export const sciq: Source = defineSource({
  repository: 'allenai/sciq',
  revision: '2c94ad3e1aafab77146f384e23536f97a4849815',
  splits: ['train', 'validation', 'test'],
  configs: ['data'],
  row: z.object({
    question: text,
    correct_answer: text,
    distractor1: text,
    distractor2: text,
    distractor3: text,
    support: z.string(),
  }),
  toTask: ({ question, correct_answer: right, support, ...others }, { split, index }) => {
    const id = `sciq-${split}-${index}`;
    const texts = [right, others.distractor1, others.distractor2, others.distractor3];
    if (texts.slice(1).some((other) => other.toLowerCase() === right.toLowerCase())) {
      return 'a wrong choice is the right one, too';
    }
    const choices = createRng(id)
      .shuffle(texts)
      .map((choice, i) => ({ label: 'ABCD'.charAt(i), text: choice }));
    const label = choices.find((choice) => choice.text === right)?.label ?? '';
    const words = wordCount(support);
    return {
      id,
      domain: 'science',
      difficulty: words >= 60 ? 'easy' : words > 0 ? 'medium' : 'hard',
      question,
      answerKey: { kind: 'choice', label, choices },
      source: 'allenai/sciq',
    };
  },
});
