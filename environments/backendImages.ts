/**
 * Images of the servers behind in-cluster resources, pinned down to the patch version. A tag that moves would restart
 * servers unasked; moves with a release and a changelog line. Each may be overridden per environment, with a digest too.
 */
export const backendImages = {
    elasticsearch: "docker.elastic.co/elasticsearch/elasticsearch:8.19.17",
    kafka: "docker.io/apache/kafka:4.1.0",
    mongodb: "docker.io/library/mongo:8.0.23",
    mssql: "mcr.microsoft.com/mssql/server:2022-CU26-ubuntu-22.04",
    mysql: "docker.io/library/mysql:8.4.10",
    ollama: "docker.io/ollama/ollama:0.32.5",
    rabbitmq: "docker.io/library/rabbitmq:4.1.6",
    valkey: "docker.io/valkey/valkey:8.1.8",
    versitygw: "docker.io/versity/versitygw:v1.8.0",
};
