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
}

/** One Worker and the questions it has not answered yet. Keys live in there and nowhere else. */
class Vault {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  /** Asked before the Worker listened; null from then on. */
  #early: Question[] | null = [];
  #next = 0;

  constructor() {
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
  ): Promise<Calls[Name]["result"]> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onProgress });
      // A question and its params are one type that the compiler cannot follow through a generic.
      const question = { id, name, params } as Question;
      if (this.#early === null) this.#worker.postMessage(question);
      else this.#early.push(question);
    });
  }

  end(): void {
    this.#worker.terminate();
    this.#fail({ code: "defect", detail: "the Worker was ended" });
  }

  #receive(answer: Answer): void {
    if (answer.kind === "ready") {
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
    this.#waiting.delete(answer.id);
    if (answer.kind === "result") waiting.resolve(answer.result);
    else waiting.reject(new VaultError(answer.failure));
  }

  /** One that never got ready could not be fetched. Either way the next question starts another. */
  #stop(): void {
    if (current === this) current = undefined;
    this.#worker.terminate();
    if (this.#early === null) this.#fail({ code: "defect", detail: "the Worker stopped" });
    else this.#fail({ code: "offline", detail: "" });
  }

  #fail(failure: Failure): void {
    for (const waiting of this.#waiting.values()) waiting.reject(new VaultError(failure));
    this.#waiting.clear();
  }
}

let current: Vault | undefined;

/** Asks the page's Worker, starting it at the first question. */
export function ask<Name extends CallName>(
  name: Name,
  params: Calls[Name]["params"],
  onProgress?: (progress: Progress) => void,
): Promise<Calls[Name]["result"]> {
  current ??= new Vault();
  return current.call(name, params, onProgress);
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
