import { z } from "zod";
import type { Provisioner } from "../provisioners/provisioner";
import { builtInProvisioners } from "../provisioners/registry";
import { columns } from "./columns";
import { listArguments } from "./listArguments";
import { exitStatus, printJson, type Streams } from "./output";
import { outputRows, outputText } from "./outputRows";
import { usageError } from "./usage";

/** `waymark provisioners`: what can be asked for, one row per type and class. */
export function provisioners(argv: readonly string[], streams: Streams): number {
    const { files, format } = listArguments("provisioners", argv);
    if (files.length > 0) {
        throw usageError("this command takes no files", "provisioners");
    }
    if (format === "json") {
        printJson(streams, builtInProvisioners.map(row));
    } else {
        streams.out(builtInProvisioners.map(text).join("\n"));
    }
    return exitStatus.fine;
}

interface ParamRow {
    name: string;
    description: string;
    required: boolean;
}

function row(provisioner: Provisioner) {
    const { type, class: className = "*", description, backends } = provisioner;
    return {
        type,
        class: className,
        description,
        backends,
        params: paramRows(provisioner),
        outputs: outputRows(provisioner),
    };
}

/** The params as the provisioner's schema describes them. */
function paramRows({ params }: Provisioner): ParamRow[] {
    const { properties = {}, required = [] } = z.toJSONSchema(params, { io: "input" });
    return Object.entries(properties).map(([name, schema]) => ({
        name,
        description: typeof schema === "object" ? (schema.description ?? "") : "",
        required: required.includes(name),
    }));
}

function text(provisioner: Provisioner): string {
    const { type, class: className, description, params } = provisioner;
    const rows = paramRows(provisioner).map(({ name, description: about, required }) => [
        `  ${name}${required ? " (required)" : ""}`,
        about,
    ]);
    const open = rows.length === 0 && params.description !== undefined ? [["  any", params.description]] : [];
    const title = className === undefined ? type : `${type}, class ${className}`;
    return `${title}: ${description}\n${columns([...rows, ...open])}  outputs: ${outputText(provisioner)}\n`;
}
