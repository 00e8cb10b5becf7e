/** How the names of config files end. */
export const configSuffix = ".gloro.json";
