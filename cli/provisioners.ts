import { builtInProvisioners } from "../provisioners/registry";
import { outputText, paramRows, typeRows } from "../provisioners/rows";
import type { Provisioner } from "../provisioners/provisioner";
import { columns } from "./columns";
import { listArguments } from "./listArguments";
import { exitStatus, printJson, type Streams } from "./output";
import { usageError } from "./usage";

/** `waymark provisioners`: what can be asked for, one row per type and class. */
export function provisioners(argv: readonly string[], streams: Streams): number {
    const { files, format } = listArguments("provisioners", argv);
    if (files.length > 0) {
        throw usageError("this command takes no files", "provisioners");
    }
    if (format === "json") {
        printJson(streams, builtInProvisioners.flatMap(typeRows));
    } else {
        streams.out(builtInProvisioners.map(text).join("\n"));
    }
    return exitStatus.fine;
}

function text(provisioner: Provisioner): string {
    const { type, class: className, description, params, backends } = provisioner;
    const rows = paramRows(provisioner).map(({ name, description: about, required }) => [
        `  ${name}${required ? " (required)" : ""}`,
        about,
    ]);
    const open = rows.length === 0 && params.description !== undefined ? [["  any", params.description]] : [];
    const title = className === undefined ? type : `${type}, class ${className}`;
    return `${title}: ${description}\n${columns([...rows, ...open])}  outputs: ${outputText(provisioner)}\n  backends: ${backends.join(", ")}\n`;
}
