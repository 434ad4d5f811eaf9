import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { DatabaseView, storageTypes } from "../../model/aws/database";
import { isGiven, isOn } from "../../model/aws/inputs";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf } from "../../truth";

/** What consoles and tutorials call the master user. */
const defaultNames = new Set(["admin", "administrator", "postgres", "root", "sa"]);

export const awsRdsManagedPassword = defineRule({
    id: "aws-rds-managed-password",
    group: "aws",
    target: "resource",
    types: storageTypes,
    title: "Master passwords are managed or secret",
    severity: "critical",
    since: "0.1.0",
    rivals: {
        prowler: ["rds_instance_default_admin", "rds_cluster_default_admin"],
    },
    why: "a plain password is in the state and in every log of it, and a default user name is half of the guess",
    details: `Judges the password and the name of the master user of instances and clusters.

* \`manageMasterUserPassword: true\` is best: AWS makes the password, keeps it in Secrets Manager and rotates it.
* A password that is a secret of Pulumi passes: it is encrypted in the state, though nobody rotates it. Parameter
  \`managedOnly\` refuses it too. A write-only password (\`passwordWo\`, \`masterPasswordWo\`) is in no state and passes.
* A password that arrives as plain text fails, where secrets can be told from it: CrossGuard gives policies both alike,
  so there it isn't judged. Pulumi's own SDKs mark the input as secret themselves, so a literal in a program is one too.
* A replica, a later region of a global database and a restored database have the accounts of their source: nothing is
  missing there. A member of a cluster has no account of its own.
* The names \`admin\`, \`administrator\`, \`postgres\`, \`root\` and \`sa\` are defaults, in any case. prowler knows the first
  and third alone.

Never mended: another user name replaces the database, and another password locks its users out.`,
    fix: "set manageMasterUserPassword: true and leave the password out; choose another user name than the default",
    params: strictMap({
        managedOnly: z.boolean().default(false).describe("Whether passwords that are secrets of Pulumi fail too"),
    }),
    *check(resource, { params }) {
        const database = new DatabaseView(resource);
        yield* checkPassword(database, params.managedOnly);
        const name = database.get("username");
        const isDefault = holds(name, (known) => defaultNames.has(known.string()?.toLowerCase() ?? ""));
        const fix = "choose a user name of the database's own (create only: an existing database is replaced)";
        yield* violationIf(isDefault, name, "the master user has a default name", fix);
    },
});

function* checkPassword(database: DatabaseView, managedOnly: boolean): Iterable<Outcome> {
    const password = database.get("password");
    const writeOnly = database.get("passwordWo");
    const managed = database.get("manageMasterUserPassword");
    const own = [password, writeOnly];
    const open = database.resource.resource.secretsOpen === true;
    if (!password.hidden && !open) {
        yield* violationIf(isGiven(password), password, "the master password is plain text");
    }
    const inherited = any(database.isMember, database.isReplica, database.isSecondary, database.isRestored);
    // What an export holds encrypted is a secret that is there, though nobody here knows it.
    const given = own.map((value) => (value.secret ? true : isGiven(value)));
    const nowhere = all(...[...given, inherited, isOn(managed)].map(not));
    yield* violationIf(nowhere, managed, "nobody manages the master password");
    const secrets = managedOnly ? own.filter((value) => value === writeOnly || value.hidden || open) : [];
    for (const secret of secrets) {
        yield* violationIf(isGiven(secret), secret, "the master password is not managed by AWS");
    }
}
