import assert from "node:assert/strict";
import { parseImage } from "../../policies";
import { holdsCredential, isCredential, isCredentialArgument, namesCredential } from "../../policies/model/credentials";

describe("image references", () => {
    const digest = `sha256:${"0a".repeat(32)}`;
    for (const [text, registry, repository, tag, found] of [
        ["nginx", "docker.io", "library/nginx", undefined, undefined],
        ["nginx:1.27", "docker.io", "library/nginx", "1.27", undefined],
        ["team/app:", "docker.io", "team/app", undefined, undefined],
        ["localhost/app:1", "localhost", "app", "1", undefined],
        ["registry.example:5000/app", "registry.example:5000", "app", undefined, undefined],
        ["ghcr.io/a/b/c:v1@" + digest, "ghcr.io", "a/b/c", "v1", digest],
        ["index.docker.io/nginx:1.27", "docker.io", "library/nginx", "1.27", undefined],
        ["GHCR.io/team/app", "ghcr.io", "team/app", undefined, undefined],
        ["app@sha256:short", "docker.io", "library/app", undefined, undefined],
    ] as const) {
        it(text, () => assert.deepEqual(parseImage(text), { registry, repository, tag, digest: found }));
    }
});

describe("names of credentials", () => {
    const yes =
        "PASSWORD DB_PASSWORD PGPASSWORD db-passwd API_KEY apiKey githubToken CLIENT_SECRET AWS_SECRET_ACCESS_KEY AZURE_BATCH_KEY";
    const no =
        "PASSWORD_FILE TOKEN_URL SECRET_NAME PWD OLDPWD MAX_TOKENS TOKEN_TTL PUBLIC_KEY KEYBOARD COMPASS PASSWORD_MIN_LENGTH AWS_ACCESS_KEY_ID";
    for (const name of [
        ...yes.split(" "),
        "DB_PWD",
        "SMTP_PASS",
        "TOKEN_1",
        "PASSWORD_BASE64",
        "OCI_PRIVATE_KEY_CONTENT",
    ]) {
        it(`${name} is one`, () => assert.equal(namesCredential(name), true));
    }
    for (const name of no.split(" ")) {
        it(`${name} is none`, () => assert.equal(namesCredential(name), false));
    }
});

describe("values of credentials", () => {
    // Put together here, so that no scanner takes this file for a leak.
    const tokens = [
        ["gh", "p_", "a1B2".repeat(9)],
        ["AK", "IA", "ABCDEFGHIJKLMNOP"],
        ["gl", "pat-", "x".repeat(20)],
        ["sk", "_live_", "a1".repeat(10)],
    ];
    for (const parts of tokens) {
        it(`${parts[0]}${parts[1]}…`, () => assert.equal(holdsCredential(`prefix ${parts.join("")}`), true));
    }
    it("a private key is one, also with dashes missing", () => {
        for (const dashes of ["-----", "---"]) {
            const line = (word: string): string => `${dashes}${word} OPENSSH PRIVATE ${"KEY"}${dashes}`;
            assert.equal(holdsCredential(`${line("BEGIN")}\nabc\n${line("END")}`), true);
        }
    });
    for (const text of [
        "postgresql://db:5432/app",
        "https://user@host/path",
        "redis://:$(PASS)@h",
        "amqp://u:${PASS}@h",
        "sha256:abc",
        "a:b@c",
    ]) {
        it(`${text} is none`, () => assert.equal(holdsCredential(text), false));
    }
    it("a URL with a password is one", () => assert.equal(holdsCredential("amqp://user:swordfish@mq:5672"), true));

    for (const placeholder of [
        "",
        "$(X)",
        "${X}",
        "$X",
        "{{ .x }}",
        "<password>",
        "{password}",
        "%s",
        "CHANGEME",
        "change-me",
        "xxxx",
        "****",
        "/run/secrets/x",
        "vault:secret/x",
        "true",
    ]) {
        it(`${JSON.stringify(placeholder)} stands for a password`, () =>
            assert.equal(isCredential("PASSWORD", placeholder), false));
    }
    it("digits are a password but no token", () => {
        assert.deepEqual([isCredential("PASSWORD", "12345"), isCredential("TOKEN", "12345")], [true, false]);
    });
    it("a key has to look drawn by lot", () => {
        assert.deepEqual(
            ["order-number-of-the-customer", "q9Xv2LmZ8rTw4KpYc6Bd"].map((value) => isCredential("SORT_KEY", value)),
            [false, true],
        );
    });
});

describe("arguments", () => {
    for (const [argument, before, found] of [
        ["--password=swordfish", undefined, true],
        ["swordfish", "--password", true],
        ["--verbose", "--password", false],
        ["--password-file=/run/x/y", undefined, false],
        ["--password=$(PASS)", undefined, false],
        ["psql --password 'sword fish' -h db", undefined, true],
        ["export TOKEN=abcdef; app", undefined, true],
        ['app --token="$TOKEN"', undefined, false],
        ["curl https://login.example/token?grant=x", undefined, false],
        ["--port=8080", undefined, false],
    ] as const) {
        it(`${before ?? ""} ${argument}: ${found}`, () => assert.equal(isCredentialArgument(argument, before), found));
    }
    it("is quick with a long text", () => assert.equal(isCredentialArgument("a=b ".repeat(50_000), undefined), false));
});
