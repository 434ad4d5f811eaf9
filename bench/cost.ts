/** Milliseconds of processor time that a stage takes. */
export async function cost<T>(stage: () => T | Promise<T>): Promise<{ ms: number; result: T }> {
    const before = process.cpuUsage();
    const result = await stage();
    const { user, system } = process.cpuUsage(before);
    return { ms: (user + system) / 1000, result };
}
