export { bootstrapDemo } from "./bootstrap.ts";
export { demoMembers, registerDemo } from "./routes.ts";
export { readDemoSecrets, type DemoSecrets } from "./secrets.ts";
export { directorySigner } from "./statement.ts";
