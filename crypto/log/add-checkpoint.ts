// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { base64, base64Decode, utf8, utf8Decode } from "../wire/index.ts";
import { parseSize, readCheckpoint, type Checkpoint } from "./checkpoint.ts";
import { parseNote, verifyNote, type Note, type VerifierKey } from "./note.ts";
import { emptyRoot, HASH_BYTES, verifyConsistency } from "./tree.ts";

// C2SP tlog-witness, what a log asks of a witness: `old <size>\n`, the hashes of a consistency proof, an empty line, the checkpoint.

/** 63 hashes of 45 bytes, the first lines and a checkpoint fit. */
export const ADD_CHECKPOINT_BYTES = 16 * 1024;
const NOTE_BYTES = 10 * 1024;
const PROOF_HASHES = 63;

export interface AddCheckpoint {
  /** Size of the last checkpoint that the witness cosigned, as the log knows it. */
  readonly old: number;
  /** RFC 6962, section 2.1.2, from `old` to the checkpoint. */
  readonly proof: readonly Uint8Array[];
  readonly note: Note;
  /** What the note says. With size 0 its root is not yet checked. */
  readonly checkpoint: Checkpoint;
}

/** @param note the signed checkpoint, best without others' cosignatures */
export function formatAddCheckpoint(old: number, proof: readonly Uint8Array[], note: string): string {
  return [`old ${old}`, ...proof.map(base64), "", note].join("\n");
}

function parseHash(line: string): Uint8Array {
  const hash = base64Decode(line);
  if (hash.length !== HASH_BYTES) throw new ProtocolError("malformed", "not a hash");
  return hash;
}

/** @throws ProtocolError `malformed` or `too_long` */
export function parseAddCheckpoint(body: Uint8Array): AddCheckpoint {
  if (body.length > ADD_CHECKPOINT_BYTES) throw new ProtocolError("too_long", "a request over 16 KiB");
  const text = utf8Decode(body);
  // The first empty line: there is another before the signatures.
  const gap = text.indexOf("\n\n");
  const [first = "", ...hashes] = text.slice(0, Math.max(gap, 0)).split("\n");
  if (!first.startsWith("old ")) throw new ProtocolError("malformed", "not a request to a witness");
  if (hashes.length > PROOF_HASHES) throw new ProtocolError("too_long", "a proof of too many hashes");
  const source = text.slice(gap + 2);
  if (utf8(source).length > NOTE_BYTES) throw new ProtocolError("too_long", "a checkpoint over 10 KiB");
  const note = parseNote(source);
  return {
    old: parseSize(first.slice("old ".length)),
    proof: hashes.map(parseHash),
    note,
    checkpoint: readCheckpoint(note.text),
  };
}

/** What a witness does with a request: the status that tlog-witness gives to each. */
export type Judgement =
  | { readonly verdict: "cosign" } // 200
  | { readonly verdict: "malformed" } // 400: the old size is over the checkpoint's
  | { readonly verdict: "untrusted" } // 403: no signature of the log's, or a bad one
  | { readonly verdict: "unknown_log" } // 404
  | { readonly verdict: "conflict"; readonly latest: number } // 409: another size than the witness cosigned last
  | { readonly verdict: "bad_proof" }; // 422: not the same log, as far as the proof shows

/** Whether `check` passes. Only what it says of the input counts as no. */
function passes(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof ProtocolError) return false;
    throw error;
  }
}

/**
 * Checks in the order of tlog-witness. Says nothing about who may ask: whoever has a checkpoint that the log signed.
 * @param logs keys of the logs that this witness knows, each named after its log
 * @param last what it cosigned last of this log; null where it never did
 */
export function judgeCheckpoint(
  { old, proof, note, checkpoint: { origin, size, root } }: AddCheckpoint,
  logs: readonly VerifierKey[],
  last: Checkpoint | null,
): Judgement {
  // A key is trusted for the log that it is named after: another's signature is a stranger's.
  const keys = logs.filter(({ name, type }) => name === origin && type === 1);
  if (keys.length === 0) return { verdict: "unknown_log" };
  if (!passes(() => verifyNote(note, keys))) return { verdict: "untrusted" };
  if (old > size) return { verdict: "malformed" };
  const latest = last?.size ?? 0;
  if (old !== latest) return { verdict: "conflict", latest };
  // Of one size the roots must be one, the empty tree's too; a proof where none is needed is a wrong one.
  const isSameLog = passes(() => verifyConsistency(old, last?.root ?? emptyRoot(), size, root, proof));
  return { verdict: isSameLog ? "cosign" : "bad_proof" };
}
