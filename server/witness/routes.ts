// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ADD_CHECKPOINT_BYTES, parseAddCheckpoint } from "../../crypto/index.ts";
import type { Listener } from "../listener.ts";
import { parsedBody } from "../parsed.ts";
import { Problem, type ProblemCode } from "../problem.ts";
import type { Outcome, Witness } from "./witness.ts";

type Refusal = Exclude<Outcome["verdict"], "cosigned" | "conflict">;

const PROBLEMS: Readonly<Record<Refusal, ProblemCode>> = {
  malformed: "checkpoint_malformed",
  untrusted: "log_untrusted",
  unknown_log: "log_unknown",
  bad_proof: "proof_refused",
};

/** C2SP tlog-witness under one prefix, for submitting and for monitoring. Described there, so not in our own description. */
export async function registerWitness(app: Listener, witness: Witness): Promise<void> {
  await app.register((scope, _options, registered) => {
    // The standard names no media type for the request, and its clients send any or none.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

    scope.post(
      "/witness/add-checkpoint",
      {
        bodyLimit: ADD_CHECKPOINT_BYTES,
        schema: { hide: true },
        onRequest: (request, _reply, done) => {
          delete request.headers["content-type"];
          done();
        },
      },
      async (request, reply) => {
        const outcome = witness.add(parsedBody(request.body, parseAddCheckpoint, "checkpoint_malformed"));
        if (outcome.verdict === "cosigned") return reply.type("text/plain; charset=utf-8").send(outcome.line);
        if (outcome.verdict !== "conflict") throw new Problem(PROBLEMS[outcome.verdict]);
        // Bytes, so that no charset is added to the media type that the standard gives.
        return reply
          .code(409)
          .type("text/x.tlog.size")
          .send(Buffer.from(`${outcome.latest}\n`));
      },
    );

    scope.get<{ Params: { log: string } }>(
      "/witness/:log/checkpoint",
      { schema: { hide: true } },
      async ({ params: { log } }, reply) => {
        const note = witness.latest(log);
        if (note === null) throw new Problem("not_found");
        return reply.type("text/plain; charset=utf-8").send(note);
      },
    );
    registered();
  });
}
