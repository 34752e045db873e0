/** Our side of the comparison: `ours.ts job.json result.json`. Started by compare.ts. */
import { readFileSync, writeFileSync } from 'node:fs';
import { loadBackend } from '@echo/compute/node';
import { gemmPeak } from './gemm-peak.js';
import { measureCurves } from './our-curves.js';
import { checkGradients } from './our-gradients.js';
import { profileSteps } from './our-profile.js';
import { measureSampling } from './our-sampling.js';
import { measureSteps } from './our-steps.js';
import type { Job } from './settings.js';

async function work(job: Job): Promise<unknown> {
  switch (job.part) {
    case 'check':
      return checkGradients(job);
    case 'step':
      return measureSteps(job);
    case 'profile':
      return profileSteps(job);
    case 'sampling':
      return measureSampling(job);
    case 'curves':
      return measureCurves(job);
    case 'gemm-peak':
      return gemmPeak();
    case 'logits-tile':
      throw new Error('Only TRL is asked for its tile of logits.');
  }
}

const [question = '', answer = ''] = process.argv.slice(2);
console.error((await loadBackend()).description);
writeFileSync(answer, JSON.stringify(await work(JSON.parse(readFileSync(question, 'utf8')) as Job)));
