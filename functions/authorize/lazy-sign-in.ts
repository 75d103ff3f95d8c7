import type { IdentifyResult } from '../../shared/runtime/auth/identify.ts';
import type { createSignIn } from './sign-in.ts';

/** Loads what checks tokens when the first one comes: calls by key never need it. */
export function lazySignIn(options: Parameters<typeof createSignIn>[0]): (token: string) => Promise<IdentifyResult> {
  let created: Promise<ReturnType<typeof createSignIn>> | undefined;
  return async (token) => {
    created ??= import('./sign-in.ts').then((module) => module.createSignIn(options));
    return (await created)(token);
  };
}
