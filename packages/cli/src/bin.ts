#!/usr/bin/env node
import { goOnWithoutReader } from 'echo-rl/commands';
import { main } from './main.js';

goOnWithoutReader();
process.exitCode = await main(process.argv.slice(2));
