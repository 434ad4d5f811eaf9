import { z } from "zod";
import { awsS3 } from "./aws/s3";
import { awsNotes } from "./aws/pageTexts";
import { byBackend } from "./backends";
import { appOf, containerBackend } from "./inCluster";
import { dataRemoval, inClusterNotes, serverSettings, storageParam } from "./pageTexts";
import { defineProvisioner } from "./provisioner";

const outputs = {
    bucket: { description: "Name of the bucket" },
    endpoint: { description: "URL of the S3 interface" },
    region: { description: "Region that requests are signed for" },
    access_key_id: { description: "Id of the access key", secret: true },
    secret_key: { description: "Secret of the access key", secret: true },
    aws_access_key_id: { description: "Same as access_key_id", secret: true },
    aws_secret_key: { description: "Same as secret_key", secret: true },
    aws_secret_access_key: { description: "Same as secret_key", secret: true },
};

const container = containerBackend<{ storage?: string }>(outputs, ({ resource, params, context }) => {
    const { backendImages, backendStorage } = context.environment.settings;
    const [bucket, region] = [appOf(resource), "us-east-1"];
    return {
        args: {
            role: "objects",
            container: "versitygw",
            image: backendImages.versitygw,
            user: 1001,
            ports: { s3: 7070 },
            args: ["--port", ":7070", "--region", region, "--health", "/health", "posix", "/data/buckets"],
            // A bucket is a folder; making it needs no key.
            prepare: ["mkdir", "-p", `/data/buckets/${bucket}`],
            secretVariables: { ROOT_ACCESS_KEY: "access_key_id", ROOT_SECRET_KEY: "secret_key" },
            passwords: { "access-key": 20, "secret-key": 40 },
            dataPath: "/data",
            storage: params.storage ?? backendStorage,
            size: { cpu: "100m", cpuLimit: "1", memory: "256Mi" },
            check: { http: 7070, path: "/health" },
        },
        content: ({ host, password, text }) => ({
            bucket,
            endpoint: text`http://${host}:7070`,
            region,
            access_key_id: password("access-key"),
            secret_key: password("secret-key"),
            aws_access_key_id: password("access-key"),
            aws_secret_key: password("secret-key"),
            aws_secret_access_key: password("secret-key"),
        }),
    };
});

export const s3 = defineProvisioner({
    type: "s3",
    description: "A bucket for objects, with an access key to it",
    params: z.object({ storage: storageParam }),
    outputs,
    ...byBackend({ container, aws: awsS3 }),
    page: {
        sharing: "Workloads that name one id get one bucket and one key to it.",
        removal: dataRemoval,
        notes: [
            ...inClusterNotes,
            "The server is Versity S3 Gateway over a volume: maintained, Apache-2.0, one program without a database, and a bucket is a folder, so that none has to be made over the network. MinIO, which other Score tools run, publishes no images for the community since 2025.",
            "Clients address buckets by path (`http://host:7070/bucket`): switch path style on. The volume's file system needs extended attributes (ext4 and XFS have them).",
            ...awsNotes.s3,
        ],
        settings: serverSettings("versitygw"),
        example: `resources:
  pictures:
    type: s3
containers:
  shop:
    variables:
      S3_ENDPOINT: \${resources.pictures.endpoint}
      S3_BUCKET: \${resources.pictures.bucket}
      AWS_REGION: \${resources.pictures.region}
      AWS_ACCESS_KEY_ID: \${resources.pictures.access_key_id}
      AWS_SECRET_ACCESS_KEY: \${resources.pictures.secret_key}`,
    },
});
