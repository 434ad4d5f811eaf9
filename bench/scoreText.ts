/** One of a chain of services: each calls the one before it, every tenth group shares a database. */
export function scoreText(index: number): string {
    const calls = index === 0 ? "" : `    previous: {type: service, params: {workload: service-${index - 1}}}\n`;
    return `apiVersion: score.dev/v1b1
metadata:
    name: service-${index}
containers:
    web:
        image: registry.example/service-${index}:1.0.0
        variables:
            LOG_LEVEL: info
            DATABASE: "postgres://\${resources.db.username}:\${resources.db.password}@\${resources.db.host}/\${resources.db.name}"
        files:
            /etc/service/settings.yaml: {content: "name: \${metadata.name}"}
service:
    ports:
        http: {port: 80, targetPort: 8080}
resources:
    db: {type: postgres, id: db-${Math.floor(index / 10)}}
${calls}`;
}
