import { crossguardPolicies, packOptions } from "../../../policies/crossguard";
import { rules } from "../../../policies";
import { PolicyPack } from "@pulumi/policy";
import { noDefaultNamespace } from "./noDefaultNamespace";
import { trustedRegistries } from "./trustedRegistries";

new PolicyPack("acme", {
    policies: crossguardPolicies(packOptions(process.env), [...rules, noDefaultNamespace, trustedRegistries]),
});
