import { z } from "zod";
import { strictMap } from "../../core/schema";
import {
    amount,
    commonFields,
    connections,
    dnsLabel,
    inputText,
    namespaceName,
    portNumber,
    storageSize,
} from "../shared/fields";
import type { BackingServiceArgs } from "./args";

const texts = z.array(z.string());
const absolutePath = z.string().startsWith("/");

/** The form of BackingService's arguments. */
export const backingServiceSchema: z.ZodType<BackingServiceArgs> = strictMap({
    ...commonFields,
    namespace: namespaceName,
    role: dnsLabel,
    container: dnsLabel,
    image: z.string().min(1),
    user: z.int().min(1),
    ports: z.record(dnsLabel, portNumber),
    command: texts.optional(),
    args: texts.optional(),
    variables: z.record(z.string(), inputText).optional(),
    secretVariables: z.record(z.string(), z.string()).optional(),
    passwords: z.record(dnsLabel, z.int().min(16)).optional(),
    dataPath: absolutePath.optional(),
    storage: storageSize.optional(),
    writable: z.array(absolutePath).optional(),
    copied: z.array(absolutePath).optional(),
    size: strictMap({ cpu: amount, cpuLimit: amount, memory: amount }),
    check: strictMap({
        command: texts.optional(),
        tcp: portNumber.optional(),
        http: portNumber.optional(),
        path: absolutePath.optional(),
    }),
    prepare: texts.optional(),
    afterStart: texts.optional(),
    connectsTo: connections.optional(),
});
