// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  cosignatureLines,
  isTimely,
  openCheckpoint,
  parseNote,
  utf8Decode,
  vouching,
  type Checkpoint,
  type VerifierKey,
  type Vouching,
} from "#crypto";
import { read } from "../transport.ts";

/** A log as it is read: where, signed by whom, and vouched for by whom. */
export interface WitnessedLog {
  readonly path: string;
  /** As its checkpoints state it. */
  readonly name: string;
  readonly key: VerifierKey;
  readonly witnesses: readonly VerifierKey[];
}

export interface ReadCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly vouching: Vouching;
  /** Witnesses that vouched for it within the last 24 hours. */
  readonly by: readonly VerifierKey[];
}

export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** The board collects what witnesses say a moment after a log grew. */
const MORE_LOOKS = 3;
const PAUSE_MS = 1000;

/** @throws ProtocolError where the log itself did not sign it so */
export function openWitnessed(source: string, { name, key, witnesses }: WitnessedLog, now: number): ReadCheckpoint {
  const checkpoint = openCheckpoint(source, name, key);
  const note = parseNote(source);
  const by = witnesses.filter((witness) =>
    cosignatureLines(note, witness).some(({ seconds }) => isTimely(seconds, now)),
  );
  return { checkpoint, vouching: vouching(note, witnesses, now), by };
}

/**
 * The newest checkpoint. Where two witnesses are missing it is read again, up to three times with a second between: who asks, and
 * for what, makes no difference to that.
 * @param isAwaited whether it is worth waiting for the witnesses of this one
 * @throws ProtocolError as openWitnessed
 */
export async function readCheckpoint(
  log: WitnessedLog,
  isAwaited: (checkpoint: Checkpoint) => boolean = () => true,
): Promise<ReadCheckpoint> {
  for (let look = 0; ; look++) {
    const seen = openWitnessed(utf8Decode(await read(`${log.path}/checkpoint`)), log, nowSeconds());
    const isDone = seen.vouching.fresh || look === MORE_LOOKS || log.witnesses.length < 2;
    if (isDone || !isAwaited(seen.checkpoint)) return seen;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Of two logs that a thing rests on: both must be vouched for. */
export function weaker(a: Vouching, b: Vouching): Vouching {
  const since = a.since === null || b.since === null ? null : Math.min(a.since, b.since);
  return { fresh: a.fresh && b.fresh, since };
}

/** What was judged some time ago, judged by the clock of now. */
export function vouchingNow({ fresh, since }: Vouching, now: number): Vouching {
  return { fresh: fresh && since !== null && isTimely(since, now), since };
}
