/** A policy as IAM and S3 read it. */
interface PolicyDocument {
    Version: "2012-10-17";
    Statement: object[];
}

/** Refuses every request to a bucket that doesn't come through TLS. */
export function tlsOnlyPolicy(bucketArn: string): PolicyDocument {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "TlsOnly",
                Effect: "Deny",
                Principal: "*",
                Action: "s3:*",
                Resource: [bucketArn, `${bucketArn}/*`],
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
        ],
    };
}

/** Lets read, write and delete objects of one bucket, and use its key where it has one of its own. */
export function bucketAccessPolicy(bucketArn: string, kmsKeyArn?: string): PolicyDocument {
    const key = { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: kmsKeyArn };
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Action: ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:GetBucketLocation"],
                Resource: bucketArn,
            },
            {
                Effect: "Allow",
                Action: [
                    "s3:GetObject",
                    "s3:PutObject",
                    "s3:DeleteObject",
                    "s3:AbortMultipartUpload",
                    "s3:ListMultipartUploadParts",
                ],
                Resource: `${bucketArn}/*`,
            },
            ...(kmsKeyArn === undefined ? [] : [key]),
        ],
    };
}

/** Who may take on the role of a workload: the pods of one ServiceAccount, by the cluster's OIDC provider. */
export function oidcTrust(provider: { arn: string; url: string }, subject: string): PolicyDocument {
    const issuer = provider.url.replace(/^https:\/\//, "").replace(/\/$/, "");
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Principal: { Federated: provider.arn },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition: { StringEquals: { [`${issuer}:sub`]: subject, [`${issuer}:aud`]: "sts.amazonaws.com" } },
            },
        ],
    };
}

/** Who may take on the role of a workload: pods that an association of EKS Pod Identity names, of one ServiceAccount. */
export function podIdentityTrust(namespace: string, serviceAccount: string): PolicyDocument {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Principal: { Service: "pods.eks.amazonaws.com" },
                Action: ["sts:AssumeRole", "sts:TagSession"],
                Condition: {
                    StringEquals: {
                        "aws:RequestTag/kubernetes-namespace": namespace,
                        "aws:RequestTag/kubernetes-service-account": serviceAccount,
                    },
                },
            },
        ],
    };
}
