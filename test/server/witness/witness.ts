// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { join } from "node:path";
import {
  consistencyProof,
  formatAddCheckpoint,
  rootFromTiles,
  signCheckpoint,
  verifierKey,
  type NoteSigner,
  type VerifierKey,
} from "#crypto";
import { buildWitness, Witness } from "../../../server/witness/index.ts";
import { leavesOf, Tiles } from "../../crypto/log/fixture.ts";
import { cleanUp, freshFolder, listening } from "../board.ts";

/** A log of one's own: entries that differ by `mark` from number `fork` on make another history. */
export class OwnLog {
  readonly #tiles = new Tiles();
  readonly signer: NoteSigner;

  constructor(signer: NoteSigner, size: number, fork = size, mark = 0) {
    this.signer = signer;
    const entries = Array.from({ length: size }, (_, i) => Uint8Array.of(i >> 8, i & 255, i < fork ? 0 : mark));
    this.#tiles.append(leavesOf(entries));
  }

  get key(): VerifierKey {
    return verifierKey(this.signer);
  }

  checkpoint(size: number): string {
    const root = rootFromTiles(this.#tiles.source, size);
    return signCheckpoint({ origin: this.signer.name, size, root }, this.signer);
  }

  proof(old: number, size: number): Uint8Array[] {
    return consistencyProof(this.#tiles.source, old, size);
  }

  /** What an honest log asks. */
  request(old: number, size: number): string {
    return formatAddCheckpoint(old, this.proof(old, size), this.checkpoint(size));
  }
}

export interface OpenWitness {
  readonly key: VerifierKey;
  /** Prefix of its routes. */
  readonly url: string;
  /** With its key and its state. */
  readonly dataDir: string;
  readonly close: () => Promise<void>;
}

export interface WitnessStart {
  readonly logs: readonly VerifierKey[];
  readonly name?: string;
  readonly dataDir?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export const witnessOf = ({
  logs,
  name = "authority.example/witness",
  dataDir = freshFolder(),
  now = Date.now,
}: WitnessStart): Witness =>
  new Witness({ config: { name, keyFile: join(dataDir, "key.json"), folder: join(dataDir, "state") }, logs, now });

/** A witness that listens. */
export async function startWitness(start: WitnessStart): Promise<OpenWitness> {
  const dataDir = start.dataDir ?? freshFolder();
  const witness = witnessOf({ ...start, dataDir });
  const listener = await buildWitness(witness, false);
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await listener.close();
    witness.close();
  };
  cleanUp(close);
  return { key: witness.key, url: `${await listening(listener)}/witness`, dataDir, close };
}

export const submit = (
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  init: RequestInit = {},
): Promise<Response> => fetch(`${url}/add-checkpoint`, { method: "POST", body, ...init });
