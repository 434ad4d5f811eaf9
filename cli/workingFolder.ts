/** Where the user stands: under npm not the folder that the command runs in. */
export function workingFolder(): string {
    return process.env["INIT_CWD"] ?? process.cwd();
}
