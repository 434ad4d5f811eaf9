import { componentUid } from "../../core/physicalName";

/** Type token of StandardService; part of every URN, so it never changes. */
export const standardServiceToken = "waymark:index:StandardService";

/** What the service of a workload stands for, in TypeScript and from Score alike. */
export function serviceUid(name: string): string {
    return componentUid(standardServiceToken, name);
}
