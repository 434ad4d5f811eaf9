/** `waymark/policies/crossguard`: the rules as CrossGuard policies, for packs of one's own. */
export { packOptions } from "./packOptions";
export { crossguardPolicies } from "./policies";
