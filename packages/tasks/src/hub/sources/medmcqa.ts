import { z } from 'zod';
import { defineSource, type Source } from '../source.js';

const PRECLINICAL = new Set(['Anatomy', 'Biochemistry', 'Physiology']);
const text = z.string().trim().min(1);

/**
 * Medical entrance exams (Pal et al., MedMCQA, arXiv 2203.14371, 2022).
 *
 * Questions of the choice type `multi` are hard; of the others, those in anatomy, biochemistry and physiology
 * are easy, the rest medium. The answers of the test split are not published.
 */
export const medmcqa: Source = defineSource({
  repository: 'openlifescienceai/medmcqa',
  revision: '91c6572c454088bf71b679ad90aa8dffcd0d5868',
  splits: ['train', 'validation'],
  configs: ['data'],
  row: z.object({
    id: z.string().min(1),
    question: text,
    opa: text,
    opb: text,
    opc: text,
    opd: text,
    cop: z.union([z.number(), z.bigint()]).transform(Number),
    choice_type: z.string(),
    subject_name: z.string().nullable(),
  }),
  toTask: ({ id, question, opa, opb, opc, opd, cop, choice_type, subject_name }) => {
    const choices = [opa, opb, opc, opd].map((option, i) => ({ label: 'ABCD'.charAt(i), text: option }));
    const right = choices[cop];
    if (!right) return 'the answer is not published';
    const preclinical = PRECLINICAL.has(subject_name ?? '');
    return {
      id: `medmcqa-${id}`,
      domain: 'medical',
      difficulty: choice_type === 'multi' ? 'hard' : preclinical ? 'easy' : 'medium',
      question,
      answerKey: { kind: 'choice', label: right.label, choices },
      source: 'openlifescienceai/medmcqa',
    };
  },
});
