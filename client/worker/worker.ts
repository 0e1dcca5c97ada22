// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { deriveMaster, recipientsWithout } from "#crypto";
import { auditCalls } from "./audit-later.ts";
import { failureFrom } from "./failure.ts";
import { requireVouched, shownOrganisation, shownRecipients, type VouchedOrganisation } from "./organisation.ts";
import type { Answer, CallName, Calls, Line, Organisation, Progress, Question } from "../protocol/index.ts";
import { takeLine } from "./line.ts";
import { PartMissing } from "./part.ts";
import { argon2idHere } from "./stretch.ts";
import { staffCalls } from "./staff-later.ts";
import { threadCalls } from "./thread-later.ts";
import { checkCard } from "./voucher.ts";
import { newestOrganisation, organisation, type Handlers } from "./vouched.ts";
import { checkCodename, drawCodename, keyWords, listOf } from "./words.ts";

// Keys, sealing, opening and every request live here. A page asks, this answers; nothing is kept when it ends.

/** The words of both languages come along: nobody is to be told by which they fetch, or when. */
async function shown(reading: Promise<VouchedOrganisation>): Promise<Organisation> {
  const [read] = await Promise.all([reading, listOf("nl"), listOf("en")]);
  return shownOrganisation(read);
}

const handlers: Handlers = {
  organisation: () => shown(organisation()),
  newestOrganisation: () => shown(newestOrganisation()),
  recipients: async ({ excluded }) => {
    const read = await organisation();
    requireVouched(read);
    const { statement } = read;
    return shownRecipients(statement, recipientsWithout(statement, excluded));
  },
  drawCodename: async ({ language }) => drawCodename(language, (await organisation()).origin),
  checkCard: async ({ text }) => checkCard(text, (await organisation()).origin),
  checkCodename: async ({ text }) => checkCodename(text, (await organisation()).origin),
  deriveCodename: async ({ text, origin }, onProgress) =>
    deriveMaster(keyWords(text), origin, await argon2idHere(onProgress)),
  ...threadCalls,
  ...auditCalls,
  ...staffCalls,
};

/** Progress at most ten times a second: more is work for nobody. */
function reporter(id: number): (progress: Progress) => void {
  let last = 0;
  return (progress) => {
    if (performance.now() - last < 100) return;
    last = performance.now();
    post({ id, kind: "progress", progress });
  };
}

function post(answer: Answer): void {
  self.postMessage(answer);
}

function run<Name extends CallName>(
  name: Name,
  params: Calls[Name]["params"],
  id: number,
): Promise<Calls[Name]["result"]> {
  return handlers[name](params, reporter(id), (leaving) => post({ id, kind: "leaving", leaving }));
}

// A page's questions wait for this: what is sent before libsodium has loaded, which happens above, would be lost.
self.addEventListener("message", ({ data, ports: [port] }: MessageEvent<Question | Line>) => {
  if ("kind" in data) {
    takeLine(data, port);
    return;
  }
  const { id, name, params } = data;
  run(name, params as never, id).then(
    (result) => post({ id, kind: "result", result }),
    (error: unknown) => {
      post({ id, kind: "failure", failure: failureFrom(error) });
      if (error instanceof PartMissing) post({ kind: "ended" });
    },
  );
});
self.postMessage({ kind: "ready" } satisfies Answer);
