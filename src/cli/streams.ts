/** `| head` closes the pipe early: nothing to complain about. What else goes wrong, such as a full disk, means that nobody has the report. */
export function guardStreams(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`handoff: standard output could not be written: ${error.message}\n`);
    // the command may still set a code of its own
    process.once('exit', () => {
      process.exitCode = 2;
    });
  });
  // there is nobody left to tell
  process.stderr.on('error', () => {});
}
