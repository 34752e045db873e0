#!/usr/bin/env node
import { runServe } from './command.js';

process.exitCode = await runServe(process.argv.slice(2));
