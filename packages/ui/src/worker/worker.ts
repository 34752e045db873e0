import { expose } from 'comlink';
import { policyWorker } from './policy-worker.js';

expose(policyWorker());
