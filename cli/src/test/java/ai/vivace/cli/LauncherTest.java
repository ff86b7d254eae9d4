package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final String FIRST_COMPILER_ONLY = "<-XX:TieredStopAtLevel=1>";

    private record Ended(int exitCode, String output) {}

    @Test
    void theBashLauncherHasNoSyntaxError() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")));

        assertThat(run(ROOT, "/bin/bash", "-n", ROOT.resolve("vivace").toString()))
                .isEqualTo(new Ended(0, ""));
        assertThat(Files.isExecutable(ROOT.resolve("vivace"))).isTrue();
    }

    @Test
    void theBashLauncherNamesAJavaHomeThatIsNone(@TempDir Path empty) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")));
        Path link = Files.createSymbolicLink(empty.resolve("linked"), ROOT.resolve("vivace"));

        ProcessBuilder builder = new ProcessBuilder(link.toString()).directory(empty.toFile());
        builder.environment().put("JAVA_HOME", empty.toString());
        Ended ended = end(builder);
        Files.delete(link);

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("JAVA_HOME is " + empty).hasLineCount(1);
    }

    @Test
    void theBashLauncherPassesArgumentsWholeAndTellsHowItWasCalled(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")));
        Path home = Files.createDirectories(folder.resolve("a clone"));
        Path launcher = Files.copy(ROOT.resolve("vivace"), home.resolve("vivace"), StandardCopyOption.COPY_ATTRIBUTES);
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '<%s>' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Path target = Files.createDirectories(home.resolve("cli/target"));
        Files.createFile(target.resolve("vivace.jar"));
        Files.writeString(target.resolve("launcher.stamp"), "java=" + java + "\noptions=\n");
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "train", "my photos", "");
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());

        Ended ended = end(builder);

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("<-Dvivace.command=" + launcher + ">", "<-Dvivace.stdout.terminal=false>")
                .endsWith("<-jar><" + target.resolve("vivace.jar") + "><train><my photos><>");
    }

    @Test
    void theBashLauncherLeavesTheOptimisingCompilerOutWhereMarksGoOnFewPictures(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")));
        Path launcher = withJavaThatPrintsItsArguments(folder);
        String photos = Files.createDirectories(folder.resolve("photos")).toString();

        assertThat(started(launcher, folder, "watermark", "text", "A", "a.jpg", "-o", photos))
                .contains(FIRST_COMPILER_ONLY);
        assertThat(started(launcher, folder, "watermark", "text", "A", photos)).doesNotContain(FIRST_COMPILER_ONLY);
        assertThat(started(launcher, folder, "watermark", "text", "A", "photos/*.jpg"))
                .doesNotContain(FIRST_COMPILER_ONLY);
        assertThat(started(launcher, folder, "watermark", "text", "A", "-r", "a.jpg"))
                .doesNotContain(FIRST_COMPILER_ONLY);
    }

    @Test
    void theBashLauncherLeavesTheOptimisingCompilerOutWhereTreesLearnFromLittle(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")));
        Path launcher = withJavaThatPrintsItsArguments(folder);
        String small =
                Files.write(folder.resolve("small.csv"), new byte[256 << 10]).toString();
        String large = Files.write(folder.resolve("large.csv"), new byte[(256 << 10) + 1])
                .toString();
        String packed =
                Files.write(folder.resolve("small.csv.gz"), new byte[10]).toString();

        assertThat(started(launcher, folder, "trees", "train")).contains(FIRST_COMPILER_ONLY);
        assertThat(started(launcher, folder, "trees", "train", small, "--target", "a"))
                .contains(FIRST_COMPILER_ONLY);
        assertThat(started(launcher, folder, "trees", "train", large, "--target", "a"))
                .doesNotContain(FIRST_COMPILER_ONLY);
        assertThat(started(launcher, folder, "trees", "train", packed)).doesNotContain(FIRST_COMPILER_ONLY);
        assertThat(started(launcher, folder, "trees", "train", small, "--rounds", "5000"))
                .doesNotContain(FIRST_COMPILER_ONLY);
        assertThat(started(launcher, folder, "trees", "tune", small)).doesNotContain(FIRST_COMPILER_ONLY);
    }

    private static Path withJavaThatPrintsItsArguments(Path folder) throws IOException {
        Path launcher =
                Files.copy(ROOT.resolve("vivace"), folder.resolve("vivace"), StandardCopyOption.COPY_ATTRIBUTES);
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '<%s>' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Path target = Files.createDirectories(folder.resolve("cli/target"));
        Files.createFile(target.resolve("vivace.jar"));
        Files.writeString(target.resolve("launcher.stamp"), "java=" + java + "\noptions=\n");
        return launcher;
    }

    private static String started(Path launcher, Path folder, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        return end(builder).output();
    }

    @Test
    void theBashLauncherSetsWhatTheEngineIsQuickWithUnlessTheUserHas(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")));
        Path launcher =
                Files.copy(ROOT.resolve("vivace"), folder.resolve("vivace"), StandardCopyOption.COPY_ATTRIBUTES);
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nenv | grep -E '^(OMP_WAIT|MALLOC|GLIBC)_' | sort\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Path target = Files.createDirectories(folder.resolve("cli/target"));
        Files.createFile(target.resolve("vivace.jar"));
        Files.writeString(target.resolve("launcher.stamp"), "java=" + java + "\noptions=\n");
        ProcessBuilder builder = new ProcessBuilder(launcher.toString());
        builder.environment().keySet().removeIf(name -> name.matches("(MALLOC|OMP|GLIBC)_.*"));
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("OMP_WAIT_POLICY", "active");

        assertThat(end(builder).output())
                .isEqualToIgnoringNewLines("GLIBC_TUNABLES=glibc.malloc.hugetlb=1MALLOC_ARENA_MAX=1"
                        + "MALLOC_MMAP_THRESHOLD_=1073741824MALLOC_TRIM_THRESHOLD_=68719476736OMP_WAIT_POLICY=active");
    }

    @Test
    void theWindowsLauncherHasTheLineEndsAndLabelsThatItsShellNeeds() throws IOException {
        String script = Files.readString(ROOT.resolve("vivace.cmd"), StandardCharsets.US_ASCII);
        List<String> labels =
                script.lines().filter(line -> line.startsWith(":")).toList();
        Stream<String> jumps = script.lines()
                .filter(line -> line.contains("goto "))
                .map(line -> ":" + line.substring(line.indexOf("goto ") + 5).strip());

        assertThat(Files.readString(ROOT.resolve(".gitattributes"))).contains("*.cmd text eol=crlf");
        assertThat(jumps).isNotEmpty().allMatch(labels::contains);
    }

    private static Ended run(Path folder, String... words) throws IOException, InterruptedException {
        return end(new ProcessBuilder(words).directory(folder.toFile()));
    }

    private static Ended end(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
