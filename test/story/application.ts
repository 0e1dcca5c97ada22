// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePorts } from "../free-ports.ts";
import { freshAuthorization } from "../server/tokens.ts";

const MAIN = fileURLToPath(new URL("../../server/main.ts", import.meta.url));

export interface DemoMember {
  readonly name: string;
  readonly team: string;
  readonly phrase: string;
}

type SignerRole = "officer" | "council" | "spare";

interface Demo {
  readonly signers: readonly { readonly role: SignerRole; readonly phrase: string }[];
  readonly members: readonly DemoMember[];
  readonly cards: readonly (readonly string[])[];
}

/** The whole program in a process of its own, on ports and a folder of its own. */
export class Application {
  readonly #folder = mkdtempSync(join(tmpdir(), "tegenspraak-story-"));
  readonly #environment: Readonly<Record<string, string>>;
  readonly #dealt = new Set<string>();
  #port = 0;
  #process: ChildProcess | undefined;
  /** Everything it ever printed: what an operator could read. */
  output = "";

  constructor(environment: Readonly<Record<string, string>> = {}) {
    this.#environment = environment;
  }

  /** Address of the submitter's pages. */
  get relay(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get board(): string {
    return `http://127.0.0.1:${this.#port + 1}`;
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.#port + 2}`;
  }

  /** The demo's identity provider. */
  get identityProvider(): string {
    return `http://127.0.0.1:${this.#port + 3}`;
  }

  get dataFolder(): string {
    return this.#folder;
  }

  async start(): Promise<void> {
    if (this.#port === 0) this.#port = await freePorts();
    const env = {
      ...process.env,
      SLOT_INTERVAL_MS: "1000",
      COVER_PER_HOUR: "0",
      ...this.#environment,
      PORT: String(this.#port),
      DATA_DIR: this.#folder,
    };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "pipe"] });
    this.#process = child;
    await new Promise<void>((resolve, reject) => {
      const collect = (chunk: Buffer): void => {
        this.output += chunk.toString();
        if (this.output.includes("tegenspraak ready at")) resolve();
      };
      this.output = this.output.replaceAll("tegenspraak ready at", "tegenspraak was ready at");
      child.stdout.on("data", collect);
      child.stderr.on("data", collect);
      child.once("exit", (code) => reject(new Error(`the program ended with ${code ?? "a signal"}: ${this.output}`)));
    });
  }

  /** @param signal SIGKILL gives it no chance to finish anything */
  async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const child = this.#process;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
    this.#process = undefined;
  }

  async restart(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    await this.end(signal);
    await this.start();
  }

  async close(): Promise<void> {
    await this.end("SIGTERM");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async members(): Promise<readonly DemoMember[]> {
    return (await this.#demo()).members;
  }

  async signerPhrase(role: SignerRole): Promise<string> {
    return (await this.#demo()).signers.find((signer) => signer.role === role)?.phrase ?? "";
  }

  /** Eight words of a paper card that nobody was given before. */
  async card(): Promise<string> {
    const words = (await this.#demo()).cards.map((card) => card.join(" ")).find((card) => !this.#dealt.has(card));
    if (words === undefined) throw new Error("the demo has no card left");
    this.#dealt.add(words);
    return words;
  }

  /** A burst that nobody in the story can open, and what it costs: somebody else's. */
  async postNoise(): Promise<void> {
    const body = crypto.getRandomValues(new Uint8Array(40_960));
    const authorization = freshAuthorization("post", this.#folder);
    const headers = { "Content-Type": "application/octet-stream", Authorization: authorization };
    const { status } = await fetch(`${this.board}/v1/logs/letters/bursts`, { method: "POST", headers, body });
    if (status !== 201) throw new Error(`noise was not taken: ${status}`);
  }

  async #demo(): Promise<Demo> {
    return (await (await fetch(`${this.board}/v1/demo`)).json()) as Demo;
  }
}
