import type { ComponentType } from 'preact';
import type { BackendKind } from '../backend.js';
import type { TabName } from '../store/route.js';

/** A tab of the page: what it is called, what it is for, and how its code is loaded. */
export interface Tab {
  readonly name: TabName;
  readonly title: string;
  /** One sentence, below the title. */
  readonly about: string;
  /** Whether it works without files beside the page. */
  readonly inFile: boolean;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

const ALL: readonly Tab[] = [
  {
    name: 'challenge',
    title: 'Challenge',
    about: 'Answer, say how sure you are, and be paid as the model is: is your confidence worth believing?',
    inFile: false,
    load: () => import('../tabs/challenge/index.js'),
  },
  {
    name: 'compare',
    title: 'Compare',
    about: 'The same question to two models: what they write, and how sure they say they are.',
    inFile: false,
    load: () => import('../tabs/compare/index.js'),
  },
  {
    name: 'fingerprint',
    title: 'Fingerprint',
    about: 'Where a model knows what it knows: stated confidence and accuracy by domain and difficulty.',
    inFile: true,
    load: () => import('../tabs/fingerprint/index.js'),
  },
  {
    name: 'evidence',
    title: 'Evidence',
    about: 'What a training run has shown, before and after, with the settings that made it.',
    inFile: true,
    load: () => import('../tabs/evidence/index.js'),
  },
  {
    name: 'evaluation',
    title: 'Evaluation',
    about: 'How far can a model’s stated confidence be believed? Drop the log of any evaluation and see.',
    inFile: true,
    load: () => import('../tabs/evaluation/index.js'),
  },
  {
    name: 'training',
    title: 'Training',
    about: 'Train the embedded policy, and watch step by step how its confidence becomes believable.',
    inFile: false,
    load: () => import('../tabs/training/index.js'),
  },
];

/** The tabs of a build. */
export const tabsFor = (kind: BackendKind): readonly Tab[] =>
  ALL.filter(({ inFile }) => inFile || kind !== 'file');
