// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { base64, base64Decode, equalBytes } from "../wire/index.ts";
import { parseNote, signNote, verifyNote, type NoteSigner, type VerifierKey } from "./note.ts";
import { emptyRoot, HASH_BYTES } from "./tree.ts";

// C2SP tlog-checkpoint: `origin\n size\n base64(root)\n`, then extension lines, which ours never have.

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

const SIZE = /^(?:0|[1-9]\d{0,15})$/;

export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64(root)}\n`;
}

/** Sizes in texts of C2SP: decimal without sign or leading zeros, exact as a number. @throws ProtocolError `malformed` */
export function parseSize(text: string): number {
  const size = Number(text);
  if (!SIZE.test(text) || !Number.isSafeInteger(size)) throw new ProtocolError("malformed", "not a size");
  return size;
}

/** The three lines as they are said; the root of an empty tree may be anything. @throws ProtocolError `malformed` */
export function readCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...rest] = text.split("\n");
  if (origin === undefined || origin === "" || size === undefined || root === undefined || rest.at(-1) !== "") {
    throw new ProtocolError("malformed", "not a checkpoint");
  }
  if (rest.slice(0, -1).includes("")) throw new ProtocolError("malformed", "an empty extension line");
  const hash = base64Decode(root);
  if (hash.length !== HASH_BYTES) throw new ProtocolError("malformed", "not a checkpoint");
  return { origin, size: parseSize(size), root: hash };
}

/** @throws ProtocolError `malformed` */
export function parseCheckpoint(text: string): Checkpoint {
  const checkpoint = readCheckpoint(text);
  if (checkpoint.size === 0 && !equalBytes(checkpoint.root, emptyRoot()))
    throw new ProtocolError("malformed", "a wrong empty tree");
  return checkpoint;
}

/** A checkpoint that the log's own key vouches for. @throws ProtocolError */
export function openCheckpoint(source: string, origin: string, key: VerifierKey): Checkpoint {
  const note = parseNote(source);
  verifyNote(note, [key]);
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint.origin !== origin) throw new ProtocolError("inconsistent", "the checkpoint of another log");
  return checkpoint;
}

export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): string {
  return signNote(formatCheckpoint(checkpoint), [signer]);
}
