// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  documentEntry,
  equalBytes,
  groupsIn,
  hex,
  leafHash,
  openHistory,
  ProtocolError,
  sha256,
  signersOf,
  utf8Decode,
  type Statement,
} from "#crypto";
import { read } from "../transport.ts";
import { checking } from "./failure.ts";
import type { VouchedOrganisation } from "./organisation.ts";

/** Who shared one key of a team, rung or custodian. */
export interface Epoch {
  readonly epoch: number;
  /** SHA-256 of the X-Wing public key, hex. */
  readonly key: string;
  readonly members: readonly { readonly id: string; readonly name: string; readonly lane: number }[];
}

/**
 * Every statement there was, oldest first: for members, whose reading anybody may see. The documents are those of the log that this
 * organisation was read from.
 * @throws WorkerFailure `directory_unsound`, and TransportError
 */
export function readHistory({ origin, version, statement, evidence }: VouchedOrganisation): Promise<Statement[]> {
  return checking("directory_unsound", async () => {
    const earlier = await Promise.all(
      Array.from({ length: version }, async (_, index) => {
        const document = await read(`/v1/logs/directory/documents/${index}`);
        const leaf = evidence.leaves.directory[index];
        if (leaf === undefined || !equalBytes(leafHash(documentEntry(document)), leaf))
          throw new ProtocolError("inconsistent", "a document is not the one in its log");
        return utf8Decode(document);
      }),
    );
    const history = openHistory([...earlier, evidence.document], origin, signersOf(statement));
    return history.map((directory) => directory.statement);
  });
}

/** The keys that a team, rung or custodian had, oldest first, and who had each. */
export function epochsOf(history: readonly Statement[], group: string): Epoch[] {
  const epochs = new Map<string, Epoch>();
  for (const statement of history) {
    for (const { id, epoch, key, members: ids } of groupsIn(statement)) {
      if (id !== group) continue;
      const sharing = statement.members.filter((member) => ids.includes(member.id));
      epochs.set(hex(key), { epoch, key: hex(sha256(key)), members: sharing });
    }
  }
  return [...epochs.values()];
}
