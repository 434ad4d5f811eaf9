/**
 * Numbers between 0.1 and 0.95 that look random: other ones in each run, and the same again where WAYMARK_E2E_SEED is
 * what that run has printed.
 */
export function seededNumbers(count: number): number[] {
    let state = Number(process.env.WAYMARK_E2E_SEED ?? Math.floor(Math.random() * 2 ** 31));
    console.log(`WAYMARK_E2E_SEED=${state}`);
    return Array.from({ length: count }, () => {
        state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
        return 0.1 + 0.85 * (state / 2 ** 31);
    });
}
