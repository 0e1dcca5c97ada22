// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePorts } from "../free-ports.ts";
import { freshAuthorization } from "../server/tokens.ts";
import type { Leg } from "./leg.ts";

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

/** The way to the board where the relay is a process of its own. */
export interface Legs {
  /** From browsers to the relay. */
  readonly front: Leg;
  /** From the relay to the board. */
  readonly back: Leg;
}

type Environment = Readonly<Record<string, string>>;

/** One process of the program. */
export class Running {
  readonly #environment: Environment;
  readonly #onOutput: (text: string) => void;
  #process: ChildProcess | undefined;

  constructor(environment: Environment, onOutput: (text: string) => void) {
    this.#environment = environment;
    this.#onOutput = onOutput;
  }

  async start(): Promise<void> {
    const env = { ...process.env, ...this.#environment };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "pipe"] });
    this.#process = child;
    let output = "";
    await new Promise<void>((resolve, reject) => {
      const collect = (chunk: Buffer): void => {
        const text = chunk.toString();
        this.#onOutput(text);
        output += text;
        if (output.includes("tegenspraak ready at")) resolve();
      };
      child.stdout.on("data", collect);
      child.stderr.on("data", collect);
      child.once("exit", (code) => reject(new Error(`the program ended with ${code ?? "a signal"}: ${output}`)));
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
}

/** One that PostgreSQL's account can walk to, so that the database is in it, and in a copy of it. */
function walkableFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tegenspraak-story-"));
  chmodSync(folder, 0o711);
  return folder;
}

/** With whose everything is: PostgreSQL takes no folder that is not its account's own. */
async function copyAll(from: string, to: string): Promise<void> {
  await promisify(execFile)("cp", ["-a", `${from}/.`, to]);
}

/** The whole program, on ports and a folder of its own: in one process, or the relay and the rest in two. */
export class Application {
  readonly #folder = walkableFolder();
  readonly #environment: Environment;
  readonly #legs: Legs | null;
  readonly #dealt = new Set<string>();
  #port = 0;
  #board: Running | undefined;
  #relay: Running | undefined;
  /** Everything it ever printed: what an operator could read. */
  output = "";

  /** @param legs the relay is a process of its own, which knows nothing but where the board is, and whose logs */
  constructor(environment: Environment = {}, legs: Legs | null = null) {
    this.#environment = environment;
    this.#legs = legs;
  }

  /** Address of the submitter's pages. */
  get relay(): string {
    return this.#legs?.front.address ?? `http://127.0.0.1:${this.#port}`;
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

  /** The first of its ports. */
  get port(): number {
    return this.#port;
  }

  get dataFolder(): string {
    return this.#folder;
  }

  /** The relay's process, where it is one of its own. */
  get relayProcess(): Running {
    if (this.#relay === undefined) throw new Error("the relay is in the board's process, or was not started");
    return this.#relay;
  }

  /** @param from where it begins; ports are chosen where none are given */
  async start({ port, folder }: { readonly port?: number; readonly folder?: string } = {}): Promise<void> {
    if (this.#port === 0) await this.#choosePorts(port);
    if (folder !== undefined) await copyAll(folder, this.#folder);
    this.#board ??= this.#running(this.#legs === null ? {} : { ROLES: "board,issuer,council,witness,demo" });
    await this.#board.start();
    if (this.#legs === null) return;
    this.#relay ??= await this.#relayApart(this.#legs);
    await this.#relay.start();
  }

  /** What it kept, while it is not running. */
  async copyTo(folder: string): Promise<void> {
    await copyAll(this.#folder, folder);
  }

  async #choosePorts(given?: number): Promise<void> {
    this.#port = given ?? (await freePorts());
    if (this.#legs === null) return;
    const { front, back } = this.#legs;
    await front.open(`http://127.0.0.1:${this.#port}`);
    await back.open(this.board);
  }

  #running(more: Environment): Running {
    const legs = this.#legs === null ? {} : { RELAY_ORIGIN: this.#legs.front.address };
    const own = { PORT: String(this.#port), DATA_DIR: this.#folder, SLOT_INTERVAL_MS: "1000", COVER_PER_HOUR: "0" };
    return new Running({ ...own, ...this.#environment, ...legs, ...more }, (text) => (this.output += text));
  }

  /** Somebody told it what a relay has to know. */
  async #relayApart({ back }: Legs): Promise<Running> {
    const answer = await fetch(`${this.board}/v1/configuration`);
    const { origin, directoryKeys } = (await answer.json()) as { origin: string; directoryKeys: readonly string[] };
    return this.#running({
      ROLES: "relay",
      ORIGIN: origin,
      DIRECTORY_KEYS: directoryKeys.join(" "),
      BOARD_URL: back.address,
      DATA_DIR: join(this.#folder, "relay"),
    });
  }

  /** Of the board, and of all that is in its process. @param signal SIGKILL gives it no chance to finish anything */
  async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    await this.#board?.end(signal);
  }

  async restart(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    await this.end(signal);
    await this.#board?.start();
  }

  async close(): Promise<void> {
    await this.#relay?.end("SIGTERM");
    await this.end("SIGTERM");
    this.#legs?.front.close();
    this.#legs?.back.close();
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
