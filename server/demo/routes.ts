// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Type } from "typebox";
import { cardHash, cardWords, hex, SIGNER_ROLES } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { Listener } from "../listener.ts";
import { answers, jsonOf } from "../schema.ts";
import { dutchWords } from "../words.ts";
import { CUSTODIAN, MEMBERS, RUNGS, SIGNERS, TEAMS } from "./organisation.ts";
import { secretOf, type DemoSecrets } from "./secrets.ts";

export interface DemoMemberShown {
  readonly name: string;
  readonly team: string;
  readonly phrase: string;
}

interface Group {
  readonly name: string;
  readonly members: readonly string[];
}

function shown(secrets: DemoSecrets, groups: readonly Group[]): DemoMemberShown[] {
  return groups.flatMap(({ name: team, members }) =>
    members.map((id) => ({
      name: MEMBERS.find((member) => member.id === id)?.name ?? id,
      team,
      phrase: secretOf(secrets.members, id).phrase.join(" "),
    })),
  );
}

/** Members and the phrases they sign in with: printed at the start, and on the demo's page. */
export function demoMembers(secrets: DemoSecrets): DemoMemberShown[] {
  return shown(secrets, [...TEAMS, { name: "Ondernemingsraad", members: [CUSTODIAN] }]);
}

/** Those whom silence reaches first. */
function demoRungs(secrets: DemoSecrets): DemoMemberShown[] {
  return shown(secrets, RUNGS).filter(({ name }) => demoMembers(secrets).every((member) => member.name !== name));
}

/** Who signs the directory. */
function demoSigners({ signers }: DemoSecrets): { name: string; role: string; phrase: string }[] {
  return SIGNER_ROLES.map((role) => ({ name: SIGNERS[role], role, phrase: secretOf(signers, role).phrase.join(" ") }));
}

/** Words of the cards that nobody gave in yet: what the demo's employees found in their letterboxes. */
async function unusedCards({ cards }: DemoSecrets, database: Database, origin: string): Promise<string[][]> {
  const rows = await database.selectFrom("card").select("hash").where("batch_hash", "is", null).execute();
  const unused = new Set(rows.map(({ hash }) => hex(hash)));
  const words = dutchWords();
  return cards.filter((code) => unused.has(hex(cardHash(code, origin)))).map((code) => cardWords(code, words, origin));
}

export interface DemoOptions {
  readonly database: Database;
  readonly origin: string;
  /** Addresses of the desk, the submitter's pages, and where passes are taken. */
  readonly desk: string;
  readonly submitter: string;
  readonly passes: string | null;
  /** Of a person's keys, and of the ceremony of the three who sign. */
  readonly keys: string;
  readonly ceremony: string;
}

export function registerDemo(
  app: Listener,
  secrets: DemoSecrets,
  { database, origin, ...addresses }: DemoOptions,
): void {
  const Shown = Type.Object({ name: Type.String(), team: Type.String(), phrase: Type.String() });
  const Signer = Type.Object({ name: Type.String(), role: Type.String(), phrase: Type.String() });
  app.get(
    "/v1/demo",
    {
      schema: {
        operationId: "readDemo",
        summary: "The demo's people; only in the demo",
        description:
          "Names, teams, the phrases they sign in with, and paper cards nobody gave in. Nobody in it is real.",
        tags: ["interface"],
        response: answers({
          200: jsonOf(
            "Who there is",
            Type.Object({
              members: Type.Array(Shown),
              rungs: Type.Array(Shown),
              signers: Type.Array(Signer),
              cards: Type.Array(Type.Array(Type.String())),
              desk: Type.String(),
              submitter: Type.String(),
              passes: Type.Union([Type.String(), Type.Null()]),
              keys: Type.String(),
              ceremony: Type.String(),
            }),
          ),
        }),
      },
    },
    async (_request, reply) =>
      reply.send({
        members: demoMembers(secrets),
        rungs: demoRungs(secrets),
        signers: demoSigners(secrets),
        cards: await unusedCards(secrets, database, origin),
        ...addresses,
      }),
  );
}
