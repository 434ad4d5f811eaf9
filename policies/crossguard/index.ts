/** `waymark/policies/crossguard`: the rules as CrossGuard policies, for packs of one's own. */
export { packContext, packOptions } from "./packOptions";
export { packWaivers, type PackWaivers } from "./packWaivers";
export { crossguardPolicies } from "./policies";
export { projectWaivers } from "./projectWaivers";
