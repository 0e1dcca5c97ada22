// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { base64url, hex, sha256 } from "#crypto";

type Answer = (body: Uint8Array, headers: Headers) => Response;

const problem = (status: number, code: string): Response =>
  Response.json({ type: `/problems/${code}`, detail: code }, { status });
const done = (status = 204): Response => new Response(null, { status });

/** A board that keeps one person's keyring and what lies ready for them; what it is asked goes into `asked`. */
export class KeyringBoard {
  blob: Uint8Array<ArrayBuffer> = new Uint8Array(4096);
  readonly shares: Uint8Array[] = [];
  readonly asked: string[] = [];
  /** Bodies of what was sent to a path, in the order it came. */
  readonly bodies: { readonly request: string; readonly body: Uint8Array }[] = [];
  /** Called before each answer; what it gives is the answer instead. */
  before: (request: string) => Response | Promise<Response> | null = () => null;
  /** Other answers, by request. */
  readonly more = new Map<string, Answer>();
  readonly #real = globalThis.fetch;

  open(): void {
    globalThis.fetch = async (input, init) => {
      const request = `${init?.method ?? "GET"} ${input as string}`;
      this.asked.push(request);
      const body = typeof init?.body === "string" ? new TextEncoder().encode(init.body) : (init?.body as Uint8Array);
      if (init?.body !== undefined) this.bodies.push({ request, body });
      return (await this.before(request)) ?? this.#answer(request, body, new Headers(init?.headers));
    };
  }

  close(): void {
    globalThis.fetch = this.#real;
  }

  count(request: string): number {
    return this.asked.filter((each) => each === request).length;
  }

  #answer(request: string, body: Uint8Array, headers: Headers): Response {
    switch (request) {
      case "POST /v1/desk/challenges":
        return Response.json({ challenge: base64url(new Uint8Array(36)) }, { status: 201 });
      case "POST /v1/desk/sessions":
        return done();
      case "GET /v1/desk/keyring":
        return new Response(this.blob);
      case "PUT /v1/desk/keyring":
        return this.#replace(body, headers.get("If-Match"));
      case "GET /v1/desk/seed-shares":
        return Response.json({ received: this.shares.map(base64url), waiting: [] });
    }
    if (request.startsWith("DELETE /v1/desk/seed-shares/")) return this.#drop(request.slice(-64));
    return this.more.get(request)?.(body, headers) ?? problem(404, "not_found");
  }

  #replace(body: Uint8Array, ifMatch: string | null): Response {
    if (ifMatch === null) return problem(428, "precondition_required");
    if (ifMatch !== `"${hex(sha256(this.blob))}"`) return problem(412, "keyring_changed");
    this.blob = new Uint8Array(body);
    return done();
  }

  #drop(hash: string): Response {
    const place = this.shares.findIndex((share) => hex(sha256(share)) === hash);
    if (place >= 0) this.shares.splice(place, 1);
    return done();
  }
}
