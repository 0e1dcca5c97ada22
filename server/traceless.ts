// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/**
 * Runs what throws and catches inside of itself, without the traces of those errors. `node:crypto` asks of whatever it is given
 * whether it is a key by an error that it catches: two or more a call, whose traces are a quarter of
 * the time that verifying a token takes, and more where the stack is deep.
 * @param work synchronous; an error that leaves it has no trace
 */
export function traceless<Result>(work: () => Result): Result {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = before;
  }
}
