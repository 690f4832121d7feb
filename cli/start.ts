#!/usr/bin/env node
/** Starts the command `proviso` from its bundle, which stands beside this file. */
import { fileURLToPath } from 'node:url';
import { runBundle } from './code.ts';

runBundle(fileURLToPath(new URL('command.cjs', import.meta.url)));
