import * as pulumi from "@pulumi/pulumi";
import { payments } from "./payments";

export const { namespace, api } = payments(pulumi.getStack(), new pulumi.Config().require("version"));
