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
    name: 'evaluation',
    title: 'Evaluation',
    about: 'How far can a model’s stated confidence be believed? Drop the log of any evaluation and see.',
    inFile: true,
    load: () => import('../tabs/evaluation/index.js'),
  },
];

/** The tabs of a build. */
export const tabsFor = (kind: BackendKind): readonly Tab[] =>
  ALL.filter(({ inFile }) => inFile || kind !== 'file');
