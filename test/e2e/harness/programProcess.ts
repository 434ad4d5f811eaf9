/**
 * Serves one program to the engine from a process of its own: `tsx programProcess.ts FILE ROOT`. The first line that it
 * prints is the port. It ends with its parent, since its input closes then.
 */
import { programIn, serveProgram } from "./languageHost";

async function main([file = "", root = ""]: readonly string[]): Promise<void> {
    const { port } = await serveProgram(programIn(file), root);
    process.stdin.resume().once("close", () => process.exit());
    process.stdout.write(`${port}\n`);
}

void main(process.argv.slice(2));
