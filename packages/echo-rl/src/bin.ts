#!/usr/bin/env node
import { main } from './main.js';
import { goOnWithoutReader } from './program/without-reader.js';

goOnWithoutReader();
process.exitCode = await main(process.argv.slice(2));
