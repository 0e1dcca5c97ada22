// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import workerUrl from "./worker/worker.ts?worker&url";
import type {
  Answer,
  CallName,
  Calls,
  Derivation,
  Failure,
  FailureCode,
  Leaving,
  Line,
  Progress,
  Question,
} from "./protocol/index.ts";

/** Trusted Types: the one policy besides lit-html's, and the one URL it lets through. */
const policy = window.trustedTypes?.createPolicy("tegenspraak-worker", {
  createScriptURL: (url) => {
    if (url !== workerUrl) throw new TypeError("not the Worker of this page");
    return url;
  },
});

/** What the Worker answered instead of a result. */
export class VaultError extends Error implements Failure {
  override readonly name = "VaultError";
  readonly code: FailureCode;
  readonly detail: string;
  readonly since: number | null;

  constructor(failure: Failure) {
    super(`${failure.code}: ${failure.detail}`);
    this.code = failure.code;
    this.detail = failure.detail;
    this.since = failure.since ?? null;
  }
}

interface Waiting {
  readonly resolve: (result: Calls[CallName]["result"]) => void;
  readonly reject: (error: VaultError) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly onLeaving: ((leaving: Leaving) => void) | undefined;
}

/** One Worker and the questions it has not answered yet. Keys live in there and nowhere else. */
class Vault {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  /** Asked before the Worker listened; null from then on. */
  #early: Question[] | null = [];
  #lines: (() => void)[] = [];
  #next = 0;
  /** By which the Worker that keeps the slots knows this one. */
  line: number | null = null;
  readonly #onReady: () => void;

  constructor(onReady: () => void = () => undefined) {
    this.#onReady = onReady;
    // The DOM types do not know TrustedScriptURL as a Worker's address yet; without Trusted Types it is the same string.
    const url = (policy?.createScriptURL(workerUrl) ?? workerUrl) as string;
    this.#worker = new Worker(url, { type: "module" });
    this.#worker.addEventListener("message", (event: MessageEvent<Answer>) => this.#receive(event.data));
    this.#worker.addEventListener("error", () => this.#stop());
  }

  /** Rejects with a `VaultError` and with nothing else. */
  call<Name extends CallName>(
    name: Name,
    params: Calls[Name]["params"],
    onProgress?: (progress: Progress) => void,
    onLeaving?: (leaving: Leaving) => void,
  ): Promise<Calls[Name]["result"]> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onProgress, onLeaving });
      // A question and its params are one type that the compiler cannot follow through a generic.
      const question = { id, name, params } as Question;
      if (this.#early === null) this.#worker.postMessage(question);
      else this.#early.push(question);
    });
  }

  get isReady(): boolean {
    return this.#early === null;
  }

  say(line: Line, ...ports: MessagePort[]): void {
    const say = (): void => this.#worker.postMessage(line, ports);
    if (this.isReady) say();
    else this.#lines.push(say);
  }

  end(): void {
    this.#worker.terminate();
    hangUp(this);
    this.#fail({ code: "defect", detail: "the Worker was ended" });
  }

  #receive(answer: Answer): void {
    if (answer.kind === "ready") {
      this.#onReady();
      for (const say of this.#lines.splice(0)) say();
      for (const question of this.#early ?? []) this.#worker.postMessage(question);
      this.#early = null;
      return;
    }
    if (answer.kind === "ended") {
      this.#stop();
      return;
    }
    const waiting = this.#waiting.get(answer.id);
    if (waiting === undefined) return;
    if (answer.kind === "progress") {
      waiting.onProgress?.(answer.progress);
      return;
    }
    if (answer.kind === "leaving") {
      waiting.onLeaving?.(answer.leaving);
      return;
    }
    this.#waiting.delete(answer.id);
    if (answer.kind === "result") waiting.resolve(answer.result);
    else waiting.reject(new VaultError(answer.failure));
  }

  /** One that never got ready could not be fetched. Either way the next question starts another. */
  #stop(): void {
    if (current === this) current = undefined;
    this.#worker.terminate();
    hangUp(this);
    if (this.#early === null) this.#fail({ code: "defect", detail: "the Worker stopped" });
    else this.#fail({ code: "offline", detail: "" });
  }

  #fail(failure: Failure): void {
    for (const waiting of this.#waiting.values()) waiting.reject(new VaultError(failure));
    this.#waiting.clear();
  }
}

let current: Vault | undefined;

// A Worker of its own keeps the slots (worker/slots.ts): it has no keys, and what the other does holds nothing up in it.
let slots: Vault | undefined;
let isKeepingSlots = false;
let lines = 0;

/** Once the program is here: two Workers that start together would both fetch it. */
function connect(vault: Vault): void {
  if (!isKeepingSlots || vault.line !== null) return;
  slots ??= new Vault();
  const { port1, port2 } = new MessageChannel();
  vault.line = lines++;
  vault.say({ kind: "ask" }, port1);
  slots.say({ kind: "answer", number: vault.line }, port2);
}

/** One of both ends is no more. */
function hangUp(vault: Vault): void {
  if (vault.line !== null) slots?.say({ kind: "gone", number: vault.line });
  if (vault !== slots) return;
  slots = undefined;
  if (current === undefined) return;
  current.line = null;
  connect(current);
}

/** From now on, until the page ends, something of one size leaves at each moment of a schedule, whatever anybody does here. */
export function keepSlots(): void {
  isKeepingSlots = true;
  if (current?.isReady === true) connect(current);
}

/** The page ends, or its member signed out. */
export function endSlots(): void {
  isKeepingSlots = false;
  const ending = slots;
  slots = undefined;
  ending?.end();
}

function start(): Vault {
  const vault: Vault = new Vault(() => connect(vault));
  return vault;
}

/**
 * Asks the page's Worker, starting it at the first question.
 * @param onLeaving told when what is sent leaves; again where it leaves once more
 */
export function ask<Name extends CallName>(
  name: Name,
  params: Calls[Name]["params"],
  onProgress?: (progress: Progress) => void,
  onLeaving?: (leaving: Leaving) => void,
): Promise<Calls[Name]["result"]> {
  current ??= start();
  return current.call(name, params, onProgress, onLeaving);
}

/**
 * Argon2id grows a Worker's memory for good, so it gets one of its own, which ends with the answer.
 * @param onProgress told only where it takes longer than a second: in a browser without WebAssembly
 */
export async function derive(
  name: "deriveCodename" | "derivePhrase",
  derivation: Derivation,
  onProgress?: (progress: Progress) => void,
): Promise<Uint8Array> {
  const vault = new Vault();
  try {
    return await vault.call(name, derivation, onProgress);
  } finally {
    vault.end();
  }
}

/** Which Worker it is now, if any: what another one was given is gone with it. */
export function currentVault(): object | undefined {
  return current;
}

/** Forgets every key: the Worker and its memory are gone. */
export function forget(): void {
  current?.end();
  current = undefined;
}
