// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { FastifyReply, FastifyRequest } from "fastify";
import type { Listener } from "../listener.ts";
import { Problem } from "../problem.ts";
import { answers, empty } from "../schema.ts";
import { cookieOf } from "../session/index.ts";
import { personKey } from "./person.ts";
import { SignInFailed, type SignInProvider } from "./provider.ts";
import type { IssuerSecrets } from "./secrets.ts";
import { ATTEMPT_MINUTES, makeAttempt, makeSession, readAttempt, readSession } from "./session.ts";

export const CALLBACK_PATH = "/sign-in/callback";
/** The page asks at once who is there, and is told then. */
const FAILED_SECONDS = 60;

export interface StaffOptions {
  readonly isSecure: boolean;
  readonly secrets: IssuerSecrets;
  readonly provider: SignInProvider;
  readonly now: () => number;
}

/**
 * What stands for whoever asks, 32 bytes.
 * @throws Problem `unauthenticated`, or `sign_in_failed` once after a sign-in that led to nothing
 */
export type RequirePerson = (request: FastifyRequest, reply: FastifyReply) => Uint8Array;

const searchOf = (url: string): string => (url.includes("?") ? url.slice(url.indexOf("?")) : "");

/**
 * Sign-in of the staff, for passes only. What went wrong is told by a cookie that no script reads and that goes with the one
 * question who is there: neither the page's address nor a log line shows it.
 */
export function registerStaff(app: Listener, { isSecure, secrets, provider, now }: StaffOptions): RequirePerson {
  const session = cookieOf({ name: "passes", path: "/v1/passes", isSecure });
  const failed = cookieOf({ name: "sign-in-failed", path: "/v1/passes", isSecure, seconds: FAILED_SECONDS });
  // Lax: the browser comes back with it from another site.
  const attempts = cookieOf({
    name: "sign-in",
    path: "/sign-in",
    isSecure,
    sameSite: "Lax",
    seconds: ATTEMPT_MINUTES * 60,
  });

  const giveUp = (reply: FastifyReply): FastifyReply =>
    reply.header("Set-Cookie", [attempts.clear(), failed.set("1")]).redirect("/", 303);

  /** What `work` answers; back to the page where the provider or what came back from it is no good. */
  const orGiveUp = async (work: () => Promise<FastifyReply>, reply: FastifyReply): Promise<FastifyReply> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SignInFailed)) throw error;
      reply.log.warn({ reason: error.reason }, "sign-in failed");
      return giveUp(reply);
    }
  };

  app.get("/sign-in", { schema: { hide: true } }, async (_request, reply) =>
    orGiveUp(async () => {
      const attempt = makeAttempt(secrets.session, now());
      const { href } = await provider.begin(attempt);
      return reply.header("Set-Cookie", attempts.set(attempt.cookie)).redirect(href, 303);
    }, reply),
  );

  app.get(CALLBACK_PATH, { schema: { hide: true } }, async (request, reply) => {
    const cookie = attempts.read(request.headers.cookie);
    const attempt = cookie === null ? null : readAttempt(cookie, secrets.session, now());
    // None was begun in this browser, or too long ago: the provider is not even asked.
    if (attempt === null) return giveUp(reply);
    return orGiveUp(async () => {
      const person = personKey(await provider.finish(searchOf(request.url), attempt), secrets.person);
      const value = makeSession(person, secrets.session, now());
      return reply.header("Set-Cookie", [attempts.clear(), failed.clear(), session.set(value)]).redirect("/", 303);
    }, reply);
  });

  app.delete(
    "/v1/passes/session",
    {
      schema: {
        operationId: "leave",
        summary: "Forget the sign-in in this browser",
        description: "Clears the cookie. The identity provider is told nothing.",
        tags: ["passes"],
        response: answers({ 204: empty("Forgotten") }, 400, 413, 415),
      },
    },
    async (_request, reply) => reply.code(204).header("Set-Cookie", session.clear()).send(),
  );

  return (request, reply) => {
    const cookie = session.read(request.headers.cookie);
    const person = cookie === null ? null : readSession(cookie, secrets.session, now());
    if (person !== null) return person;
    if (failed.read(request.headers.cookie) === null) throw new Problem("unauthenticated");
    reply.header("Set-Cookie", failed.clear());
    throw new Problem("sign_in_failed");
  };
}
