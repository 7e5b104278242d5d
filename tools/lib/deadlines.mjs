// How long a check may take, in milliseconds. They only end what hangs: a machine that is busy with other things needs
// many times as long as a free one, and no result depends on them.

/** For what a test waits for: a state of a page, an answer of a server. */
export const WAIT = 120_000;

/** For one command of a check. */
export const COMMAND = 3_600_000;
