package ai.vivace.cli.doctor;

import java.util.List;

/** The Java that runs. */
record JavaCheck(Platform platform, Runtime.Version version, String vendor, String home) implements Check {
    private static final int OLDEST = 17;

    static JavaCheck of(Platform platform) {
        return new JavaCheck(
                platform,
                Runtime.version(),
                System.getProperty("java.vendor", "unknown vendor"),
                System.getProperty("java.home", ""));
    }

    @Override
    public Finding look() {
        String text = version + ", " + vendor + ", " + platform.architecture() + ", " + home;
        Finding finding = Finding.ok("Java", text);
        if (version.feature() < OLDEST) {
            finding = Finding.fail("Java", text, List.of("Install JDK 17 or newer and set JAVA_HOME to its folder."));
        } else if (platform.translated()) {
            finding = Finding.warn(
                    "Java",
                    text + ", translated by Rosetta",
                    "This Java is for Intel; on Apple silicon one for aarch64 is several times as fast. "
                            + "Install it, set JAVA_HOME, and run ./vivace --rebuild.");
        }
        return finding.fact("version", version.toString())
                .fact("vendor", vendor)
                .fact("home", home)
                .fact("architecture", platform.architecture());
    }
}
