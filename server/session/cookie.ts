// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** A cookie of ours. Only the paths that need it carry it: neither pages, nor logs, nor a burst. No script can read one. */
export interface Cookie {
  /** Set-Cookie that keeps it until the browser is closed, or for its seconds. */
  set(value: string): string;
  /** Set-Cookie that forgets it. */
  clear(): string;
  read(header: string | undefined): string | null;
}

export interface CookieOptions {
  readonly name: string;
  readonly path: string;
  /** Under TLS the cookie is Secure and its name says so, so that no plain page can set it. */
  readonly isSecure: boolean;
  /** Lax where somebody comes back from another site with it. */
  readonly sameSite?: "Strict" | "Lax";
  /** Null: until the browser is closed. */
  readonly seconds?: number | null;
}

export function cookieOf({ name, path, isSecure, sameSite = "Strict", seconds = null }: CookieOptions): Cookie {
  const full = isSecure ? `__Secure-${name}` : name;
  const attributes = `Path=${path}; HttpOnly; SameSite=${sameSite}${isSecure ? "; Secure" : ""}`;
  const age = seconds === null ? "" : `Max-Age=${seconds}; `;
  return {
    set: (value) => `${full}=${value}; ${age}${attributes}`,
    clear: () => `${full}=; Max-Age=0; ${attributes}`,
    read(header) {
      const pairs = (header ?? "").split(";").map((pair) => pair.trim());
      return pairs.find((pair) => pair.startsWith(`${full}=`))?.slice(full.length + 1) ?? null;
    },
  };
}
