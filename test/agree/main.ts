/** Starts the long run of agreement. */
import { main } from './run.ts';

main();
