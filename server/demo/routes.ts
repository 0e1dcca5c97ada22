// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Type } from "typebox";
import type { Listener } from "../listener.ts";
import { answers, jsonOf } from "../schema.ts";
import { MEMBERS, TEAMS } from "./organisation.ts";
import type { DemoSecrets } from "./secrets.ts";

export interface DemoMemberShown {
  readonly name: string;
  readonly team: string;
  readonly phrase: string;
}

/** The advisors and the phrases they sign in with: printed at the start, and on the demo's page. */
export function demoMembers(secrets: DemoSecrets): DemoMemberShown[] {
  return TEAMS.flatMap((team) =>
    team.members.map((id) => ({
      name: MEMBERS.find((member) => member.id === id)?.name ?? id,
      team: team.name,
      phrase: secrets.members.find((member) => member.id === id)?.phrase.join(" ") ?? "",
    })),
  );
}

export function registerDemo(
  app: Listener,
  secrets: DemoSecrets,
  addresses: { desk: string; submitter: string },
): void {
  const Shown = Type.Object({ name: Type.String(), team: Type.String(), phrase: Type.String() });
  app.get(
    "/v1/demo",
    {
      schema: {
        operationId: "readDemo",
        summary: "The demo's people; only in the demo",
        description: "Names, teams and the phrases they sign in with. Nobody in it is real.",
        tags: ["interface"],
        response: answers({
          200: jsonOf(
            "Who there is",
            Type.Object({ members: Type.Array(Shown), desk: Type.String(), submitter: Type.String() }),
          ),
        }),
      },
    },
    async (_request, reply) => reply.send({ members: demoMembers(secrets), ...addresses }),
  );
}
