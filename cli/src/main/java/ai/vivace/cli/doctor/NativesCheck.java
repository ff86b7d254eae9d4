package ai.vivace.cli.doctor;

import java.util.List;

/** Whether the natives of this platform are on the class path. */
record NativesCheck(String platform, List<String> jars, List<String> missing) implements Check {
    @Override
    public Finding look() {
        Finding finding = missing.isEmpty()
                ? Finding.ok("Natives", String.join(", ", jars))
                : Finding.fail(
                        "Natives",
                        "none for " + platform + " of " + String.join(", ", missing),
                        List.of(
                                "Build on the machine that runs it: ./vivace --rebuild.",
                                "In a program of yours, add org.bytedeco:pytorch-platform to its dependencies."));
        return finding.fact("jars", jars).fact("missing", missing);
    }
}
