import { expose } from 'comlink';
import { createLogDesk } from './log-desk.js';
import { browserShelf } from './log-shelf.js';

expose(createLogDesk(browserShelf()));
