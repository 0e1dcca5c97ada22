// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Type } from "typebox";
import { base64url, formatVerifierKey, LOGS, SIGNER_ROLES, verifierKey } from "../../crypto/index.ts";
import type { RequireMember } from "../desk/index.ts";
import type { Listener } from "../listener.ts";
import { answers, jsonOf } from "../schema.ts";
import type { CeremonyBoard } from "./board.ts";
import { readSigners, roleOf } from "./signers.ts";

/** What a directory says of its board, as this board would say it. */
export interface OwnEntry {
  /** Seconds. */
  readonly interval: number;
  readonly relay: string;
  /** C2SP verifier keys of the witnesses that the board asks. */
  readonly witnesses: readonly string[];
}

const Role = Type.Union(SIGNER_ROLES.map((role) => Type.Literal(role)));
const KeyOrNull = Type.Union([Type.String(), Type.Null()]);
const Overview = Type.Object({
  isSigner: Type.Boolean(),
  role: Type.Union([Role, Type.Null()]),
  founding: Type.Union([Type.Object({ officer: KeyOrNull, council: KeyOrNull, spare: KeyOrNull }), Type.Null()]),
  board: Type.Object({
    logs: Type.Object({ letters: Type.String(), directory: Type.String(), ledger: Type.String() }),
    interval: Type.Integer(),
    relay: Type.String(),
    witnesses: Type.Array(Type.String()),
    gateway: Type.String(),
  }),
});

const encoded = (key: Uint8Array | null): string | null => key && base64url(key);

export function registerOverview(
  app: Listener,
  { database, inForce, logs, gateway }: CeremonyBoard,
  entry: OwnEntry,
  requireMember: RequireMember,
): void {
  const named = LOGS.map((log) => [log, formatVerifierKey(verifierKey(logs[log]))] as const);
  const board = {
    logs: Object.fromEntries(named) as Record<(typeof LOGS)[number], string>,
    ...entry,
    witnesses: [...entry.witnesses],
    gateway: base64url(gateway),
  };
  app.get(
    "/v1/desk/ceremony",
    {
      schema: {
        operationId: "readCeremony",
        summary: "Who signs, and what a directory says of this board",
        description: "Before the first directory also who accepted the founding invitations; after it that is null.",
        tags: ["ceremony"],
        response: answers({ 200: jsonOf("Of whoever asks", Overview) }, 401, 503),
      },
    },
    async ({ headers }, reply) => {
      const { identity } = await requireMember(headers.cookie);
      const signers = await readSigners(database, inForce);
      const role = roleOf(signers, identity);
      const { officer, council, spare } = signers.keys;
      const founding = { officer: encoded(officer), council: encoded(council), spare: encoded(spare) };
      return reply.send({
        isSigner: role !== null,
        role,
        founding: signers.directory === null ? founding : null,
        board,
      });
    },
  );
}
