// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import {
  base64url,
  base64urlDecode,
  BUNDLE_WIDTH,
  bundlePath,
  concat,
  cosign,
  directoryKeyName,
  documentEntry,
  encodeEntries,
  ENVELOPE_BYTES,
  leafHash,
  letterEntry,
  logName,
  parseStatement,
  randomBytes,
  rootOf,
  signCheckpoint,
  signDirectory,
  signingKey,
  slicesOf,
  utf8,
  xwingKey,
  type LogShortName,
  type NoteSigner,
  type SignerRole,
  type Statement,
} from "#crypto";
import type { Application } from "./application.ts";
import { BUNDLES, type Sealed } from "./sealed.ts";

const ORIGIN = "tegenspraak.localhost";
export const DAY = 24 * 3600;
export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

type Json = Readonly<Record<string, unknown>>;

/**
 * Whoever runs the demo has every key of it: the logs', the three signers' and the two witnesses'. What they show is served to one
 * browser; the board itself stays as it is.
 */
export class EvilBoard {
  readonly #application: Application;

  constructor(application: Application) {
    this.#application = application;
  }

  #file(name: string): Json {
    return JSON.parse(readFileSync(join(this.#application.dataFolder, name), "utf8")) as Json;
  }

  #seed(file: string, name: string): Uint8Array {
    return base64urlDecode(String(this.#file(file)[name]));
  }

  #signer(role: SignerRole): NoteSigner {
    const people = this.#file("demo.json")["signers"] as readonly { id: string; signing: string }[];
    const seed = base64urlDecode(people.find(({ id }) => id === role)?.signing ?? "");
    return { name: directoryKeyName(ORIGIN, role), key: signingKey(seed) };
  }

  #log(log: LogShortName): NoteSigner {
    return { name: logName(ORIGIN, log), key: signingKey(this.#seed("board-keys.json", log)) };
  }

  /** Both witnesses, of whom the demo knows the keys. */
  #cosignatures(text: string, seconds: number, statement: Statement): string {
    const files = ["council-key.json", "witness-key.json"];
    const lines = files.map((file, i) => {
      const name = statement.witnesses[i]?.key.split("+")[0] ?? "";
      return cosign(text, seconds, name, signingKey(this.#seed(file, "seed")));
    });
    return lines.join("");
  }

  async text(path: string): Promise<string> {
    return (await fetch(this.#application.relay + path)).text();
  }

  /** Serves a ledger that has nothing but the keys of the gateway. */
  async serveLedgerOfGateway(context: BrowserContext): Promise<void> {
    const size = await this.size("ledger");
    const all = await Promise.all(Array.from({ length: size }, (_, i) => this.text(`/v1/logs/ledger/documents/${i}`)));
    const document = utf8(all.find((text) => text.includes('"type":"gateway"')) ?? "");
    const entry = documentEntry(document);
    const checkpoint = await this.checkpoint("ledger", 1, rootOf([leafHash(entry)]), nowSeconds());
    await context.route("**/v1/logs/ledger/checkpoint", (route) => route.fulfill({ body: checkpoint }));
    await context.route("**/v1/logs/ledger/tile/entries/**", (route) =>
      route.fulfill({ body: Buffer.from(encodeEntries([entry])) }),
    );
    await context.route("**/v1/logs/ledger/documents/0", (route) => route.fulfill({ body: Buffer.from(document) }));
  }

  async statement(): Promise<{ readonly json: Json; readonly parsed: Statement }> {
    const source = (await this.text("/v1/directory")).split("\n")[2] ?? "";
    return { json: JSON.parse(source) as Json, parsed: parseStatement(source) };
  }

  /** The demo's statement with something else in it, at a place in the log. */
  async document(index: number, change: Json, by: readonly SignerRole[] = ["officer", "council"]): Promise<string> {
    const { json } = await this.statement();
    const statement = JSON.stringify({ ...json, ...change });
    return signDirectory(
      ORIGIN,
      index,
      statement,
      by.map((role) => this.#signer(role)),
    );
  }

  /** Another key for one team, as after a change of its members. @param more what else is different about it */
  async withOtherKey(team: string, more: Json = {}): Promise<Json> {
    const teams = (await this.statement()).json["teams"] as readonly { id: string; epoch: number; key: string }[];
    const key = base64url(xwingKey(randomBytes(32)).publicKey);
    const changed = (entry: (typeof teams)[number]): Json => ({ ...entry, epoch: entry.epoch + 1, key, ...more });
    return { teams: teams.map((entry) => (entry.id === team ? changed(entry) : entry)) };
  }

  /** @param cosigned when the witnesses saw it; lines for another checkpoint; or null where none did */
  async checkpoint(
    log: LogShortName,
    size: number,
    root: Uint8Array,
    cosigned: number | string | null,
  ): Promise<string> {
    const signer = this.#log(log);
    const note = signCheckpoint({ origin: signer.name, size, root }, signer);
    if (cosigned === null) return note;
    if (typeof cosigned === "string") return note + cosigned;
    const text = note.slice(0, note.indexOf("\n\n") + 1);
    return note + this.#cosignatures(text, cosigned, (await this.statement()).parsed);
  }

  /** Lines that witnesses really gave for what the board serves. */
  async trueCosignatures(log: LogShortName): Promise<string> {
    const lines = (await this.text(`/v1/logs/${log}/checkpoint`)).split("\n\n")[1]?.split("\n") ?? [];
    return lines.slice(1).join("\n");
  }

  /** A directory log of these documents, the last of which is said to be the current one unless another is. */
  async serveDirectory(
    context: BrowserContext,
    documents: readonly string[],
    cosigned: number | string | null,
    current: string = documents.at(-1) ?? "",
  ): Promise<void> {
    const entries = documents.map((document) => documentEntry(utf8(document)));
    const root = rootOf(entries.map((entry) => leafHash(entry)));
    const checkpoint = await this.checkpoint("directory", documents.length, root, cosigned);
    const path = "**/v1/logs/directory";
    await context.route("**/v1/directory", (route) => route.fulfill({ body: current }));
    await context.route(`${path}/checkpoint`, (route) => route.fulfill({ body: checkpoint }));
    await context.route(`${path}/tile/entries/**`, (route) =>
      route.fulfill({ body: Buffer.from(concat(encodeEntries(entries))) }),
    );
    await context.route(`${path}/documents/*`, (route) =>
      route.fulfill({ body: documents[Number(route.request().url().split("/").at(-1))] ?? "" }),
    );
  }

  /** The log as it is, with cosignatures of another time, or none. */
  async serveCheckpoint(context: BrowserContext, log: LogShortName, cosigned: number | null): Promise<void> {
    await context.route(`**/v1/logs/${log}/checkpoint`, async (route) => {
      const [, size, root = ""] = (await (await route.fetch()).text()).split("\n");
      const body = await this.checkpoint(log, Number(size), Buffer.from(root, "base64"), cosigned);
      await route.fulfill({ body });
    });
  }

  async serveCheckpoints(context: BrowserContext, cosigned: number | null): Promise<void> {
    for (const log of ["letters", "directory", "ledger"] as const) await this.serveCheckpoint(context, log, cosigned);
  }

  async size(log: LogShortName): Promise<number> {
    return Number((await this.text(`/v1/logs/${log}/checkpoint`)).split("\n")[1]);
  }

  async #envelopes(size: number, sealed: Sealed): Promise<Uint8Array[]> {
    const envelopes: Uint8Array[] = [];
    for (const slice of slicesOf(size, BUNDLE_WIDTH)) {
      const path = `/v1/logs/letters/${bundlePath(slice)}`;
      const { content: bytes } = await sealed.get(this.#application.relay, path);
      for (let at = 0; at < bytes.length; at += ENVELOPE_BYTES) envelopes.push(bytes.slice(at, at + ENVELOPE_BYTES));
    }
    return envelopes;
  }

  /** All that is in the log of letters but for its first envelope, with the cosignatures of the true one. */
  async serveOtherLetters(context: BrowserContext, sealed: Sealed): Promise<void> {
    const size = await this.size("letters");
    const envelopes = (await this.#envelopes(size, sealed)).with(0, randomBytes(ENVELOPE_BYTES));
    const entries = envelopes.map((envelope) => letterEntry(envelope));
    const root = rootOf(entries.map((entry) => leafHash(entry)));
    const checkpoint = await this.checkpoint("letters", size, root, await this.trueCosignatures("letters"));
    const path = "**/v1/logs/letters";
    await context.route(`${path}/checkpoint`, (route) => route.fulfill({ body: checkpoint }));
    await context.route(`${path}/tile/entries/**`, (route) =>
      route.fulfill({ body: Buffer.from(concat(encodeEntries(entries))) }),
    );
    await sealed.intercept(context, BUNDLES, (bundle) => {
      const index = Number(/bundles\/(\d{3})/u.exec(bundle.request.path)?.[1]);
      const content = concat(...envelopes.slice(index * BUNDLE_WIDTH, (index + 1) * BUNDLE_WIDTH));
      return bundle.answer({ status: 200, contentType: "application/octet-stream", content });
    });
  }

  /** The board itself again: what it shows is older than what was shown. */
  async stop(context: BrowserContext): Promise<void> {
    await context.unrouteAll({ behavior: "ignoreErrors" });
  }
}
