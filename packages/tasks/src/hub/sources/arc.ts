import { z } from 'zod';
import { wordCount } from '../../internal/word-count.js';
import { defineSource, type Source } from '../source.js';

const words = z.array(z.string().trim().min(1));

/**
 * School science with choices (Clark et al., Think you have Solved Question Answering?, arXiv 1803.05457,
 * 2018).
 *
 * The Challenge set is hard; of the Easy set, questions of up to 20 words are easy, longer ones medium.
 * Labels stay as published: A–E or 1–4.
 */
export const arc: Source = defineSource({
  repository: 'allenai/ai2_arc',
  revision: '210d026faf9955653af8916fad021475a3f00453',
  splits: ['train', 'validation', 'test'],
  configs: ['ARC-Easy', 'ARC-Challenge'],
  row: z.object({
    id: z.string().min(1),
    question: z.string().trim().min(1),
    choices: z.object({ text: words, label: words }),
    answerKey: z.string().trim(),
  }),
  toTask: ({ id, question, choices: { text, label }, answerKey }, { config }) => {
    if (text.length !== label.length) return 'choices.text and choices.label differ in length';
    if (text.length < 2) return 'fewer than 2 choices';
    if (new Set(label).size < label.length) return 'two choices have the same label';
    if (!label.includes(answerKey)) return 'answerKey is the label of no choice';
    const easy = wordCount(question) <= 20;
    return {
      id: `${config.toLowerCase()}-${id}`,
      domain: 'logic',
      difficulty: config === 'ARC-Challenge' ? 'hard' : easy ? 'easy' : 'medium',
      question,
      answerKey: {
        kind: 'choice',
        label: answerKey,
        choices: label.map((of, i) => ({ label: of, text: text[i] ?? '' })),
      },
      source: `allenai/ai2_arc (${config})`,
    };
  },
});
