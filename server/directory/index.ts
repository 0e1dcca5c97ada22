export { publishDirectory } from "./publish.ts";
export { registerConfiguration, registerDirectory, type Configuration } from "./routes.ts";
