#!/usr/bin/env node
// The executable form of a policy pack, copied beside its index.js: serves the pack to an engine that starts it by itself.
// Such an engine tells the stack and its configuration only by the first call, while a pack in a folder finds them in
// its environment when it is loaded. So this listens at once, loads the pack when it knows, and hands every call on.
"use strict";
const { createRequire } = require("node:module");
const { join } = require("node:path");
process.chdir(__dirname);
const fromSdk = createRequire(require.resolve("@pulumi/pulumi"));
const grpc = fromSdk("@grpc/grpc-js");
const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb");
const { AnalyzerStackConfigureRequest } = require("@pulumi/pulumi/proto/analyzer_pb");

const noLimit = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
const same = (bytes) => bytes;
/** The service with messages as they are on the wire. */
const rawService = Object.fromEntries(
    Object.entries(AnalyzerService).map(([name, method]) => [
        name,
        {
            ...method,
            requestSerialize: same,
            requestDeserialize: same,
            responseSerialize: same,
            responseDeserialize: same,
        },
    ]),
);
const RawClient = grpc.makeGenericClientConstructor(rawService, "Analyzer");

/** Loads the pack, which prints the port that it serves, and resolves to a connection to it. */
function load() {
    return new Promise((resolve) => {
        const print = console.log;
        console.log = (port) => {
            console.log = print;
            resolve(new RawClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), noLimit));
        };
        process.argv = [process.argv[0], __filename, process.argv[2] || "127.0.0.1:0", __dirname];
        require(join(__dirname, "index.js"));
    });
}

/** Puts the stack where packs look for it. */
function announce(bytes) {
    const request = AnalyzerStackConfigureRequest.deserializeBinary(bytes);
    const config = request.getConfigMap?.().toObject(true) ?? [];
    Object.assign(process.env, {
        PULUMI_NODEJS_ORGANIZATION: request.getOrganization(),
        PULUMI_NODEJS_PROJECT: request.getProject(),
        PULUMI_NODEJS_STACK: request.getStack(),
        PULUMI_NODEJS_DRY_RUN: String(request.getDryRun()),
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(config)),
    });
}

let pack;
const server = new grpc.Server(noLimit);
server.addService(
    rawService,
    Object.fromEntries(
        Object.keys(rawService).map((name) => [
            name,
            async (call, callback) => {
                // Who starts the pack may ask who it is before he says for which stack.
                if (name === "handshake") {
                    callback({ code: grpc.status.UNIMPLEMENTED, details: "no handshake" });
                    return;
                }
                if (pack === undefined && name === "configureStack") {
                    announce(call.request);
                }
                pack ??= load();
                (await pack)[name](call.request, callback);
            },
        ]),
    ),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) {
        throw error;
    }
    console.log(String(port));
});
