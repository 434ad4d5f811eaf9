import { AsyncLocalStorage } from "node:async_hooks";
import type { Deployment } from "./deployment";

/** Tells, for any piece of running code, which run's program it belongs to. */
export const currentRun = new AsyncLocalStorage<Deployment>();
