/** As src/formats/certificate has it, whose checks the extension host does not load. */
export const certificateEnding = ".gloro-certificate.json";
