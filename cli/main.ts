/** The command `proviso`: streams, colours and exit codes of the process. All else is in the program. */
import { once } from 'node:events';
import { EXIT } from './exit.ts';
import { run } from './program.ts';
import { paintWith, readableWidth, type Stream, type Terminal, wantsColour } from './terminal.ts';
import { TOOL } from './tool.ts';

function streamFor(stream: NodeJS.WriteStream): Stream {
  return {
    write: (text) => void stream.write(text),
    ready: async () => {
      if (stream.writableNeedDrain) await once(stream, 'drain');
    },
    paint: paintWith(wantsColour(stream.isTTY === true, process.env)),
    width: readableWidth(stream.columns),
  };
}

const terminal: Terminal = {
  out: streamFor(process.stdout),
  err: streamFor(process.stderr),
  interactive: process.stderr.isTTY === true && process.env.TERM !== 'dumb',
  cwd: process.cwd(),
  today: new Date().toISOString().slice(0, 10),
};

/** One line, and no stack trace: it would help nobody who did not write this program. */
function tellFault(error: unknown): void {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const [line = ''] = message.split('\n');
  terminal.err.write(`proviso ${TOOL.version} has a fault: ${line.slice(0, 300)}\n`);
  terminal.err.write('Please report it, with the command and the files that led to it.\n');
  process.exitCode = EXIT.internal;
}

// Whoever reads the output may stop reading: `proviso … | head` is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') tellFault(error);
    process.exit();
  });
}

run(process.argv.slice(2), terminal).then((exit) => {
  process.exitCode = exit;
}, tellFault);
