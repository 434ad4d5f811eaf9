/**
 * Images of the servers behind in-cluster resources, pinned down to the patch version. A tag that moves would restart
 * servers unasked; moves with a release and a changelog line. Each may be overridden per environment, with a digest too.
 */
export const backendImages = {
    elasticsearch: "docker.elastic.co/elasticsearch/elasticsearch:8.19.3",
    kafka: "docker.io/apache/kafka:3.9.1",
    mongodb: "docker.io/library/mongo:8.0.13",
    mssql: "mcr.microsoft.com/mssql/server:2022-CU16-ubuntu-22.04",
    mysql: "docker.io/library/mysql:8.4.6",
    ollama: "docker.io/ollama/ollama:0.11.11",
    rabbitmq: "docker.io/library/rabbitmq:4.1.3",
    valkey: "docker.io/valkey/valkey:8.1.3-bookworm",
    versitygw: "docker.io/versity/versitygw:v1.0.16",
};
