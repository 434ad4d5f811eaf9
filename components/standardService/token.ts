/** Type token of StandardService; part of every URN, so it never changes. */
export const standardServiceToken = "waymark:index:StandardService";
