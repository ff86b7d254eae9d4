package ai.vivace.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.cli.doctor.Finding.Mark;
import ai.vivace.cli.doctor.Platform.Family;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceTest {
    private static final Libc NEW_GLIBC = new Libc(Libc.Kind.GLIBC, "2.39");
    private static final Platform LINUX = new Platform(Family.LINUX, "x86_64", "Linux 6.8", NEW_GLIBC, false);
    private static final Platform WINDOWS = new Platform(Family.WINDOWS, "x86_64", "Windows 11", Libc.OTHER, false);
    private static final Platform MAC = new Platform(Family.MAC, "arm64", "Mac OS X 15.1", Libc.OTHER, false);

    private static String onFailure(Platform platform, String reason) {
        EngineState failed = new EngineState.Failed(reason);
        Finding finding = new EngineCheck(platform, () -> failed).look();
        assertThat(finding.mark()).isEqualTo(Mark.FAIL);
        assertThat(finding.text()).contains(reason);
        return String.join("\n", finding.advice());
    }

    private static Finding platform(Platform platform) {
        return new PlatformCheck(platform, "any").look();
    }

    @Test
    void windowsNeedsTheRedistributableShortPathsAndAPatientAntivirus() {
        assertThat(onFailure(WINDOWS, "jnitorch.dll: Can't find dependent libraries"))
                .startsWith("Install the Microsoft Visual C++ Redistributable 2015-2022 (x64)")
                .contains("LongPathsEnabled")
                .contains("antivirus");
    }

    @Test
    void macMayHaveQuarantinedTheLibraries() {
        assertThat(onFailure(MAC, "library load disallowed by system policy"))
                .contains("xattr -dr com.apple.quarantine")
                .doesNotContain("Redistributable")
                .doesNotContain("Intel");
    }

    @Test
    void anIntelJavaOnAppleSiliconIsNamedFirst() {
        Platform rosetta = new Platform(Family.MAC, "x86_64", "Mac OS X 15.1", Libc.OTHER, true);

        assertThat(onFailure(rosetta, "incompatible architecture")).startsWith("This Java is for Intel");
        assertThat(new JavaCheck(rosetta, Runtime.version(), "any", "/java")
                        .look()
                        .mark())
                .isEqualTo(Mark.WARN);
    }

    @Test
    void muslIsRefusedWithAnImageThatWorks() {
        Platform alpine = new Platform(Family.LINUX, "x86_64", "Linux 6.8", new Libc(Libc.Kind.MUSL, ""), false);

        assertThat(platform(alpine).mark()).isEqualTo(Mark.FAIL);
        assertThat(platform(alpine).advice()).singleElement().asString().contains("musl", "eclipse-temurin");
    }

    @Test
    void linuxOnArmHasNoEngine() {
        Platform pi = new Platform(Family.LINUX, "arm64", "Linux 6.8", NEW_GLIBC, false);

        assertThat(platform(pi).mark()).isEqualTo(Mark.FAIL);
        assertThat(platform(pi).advice()).singleElement().asString().contains("Linux on ARM", "linux/amd64");
    }

    @Test
    void windowsOnArmNeedsATranslatedJava() {
        Platform arm = new Platform(Family.WINDOWS, "arm64", "Windows 11", Libc.OTHER, false);

        assertThat(platform(arm).advice()).singleElement().asString().contains("x64 JDK");
    }

    @Test
    void aThirtyTwoBitJavaIsNamed() {
        Platform old = new Platform(Family.WINDOWS, "x86", "Windows 10", Libc.OTHER, false);

        assertThat(platform(old).advice()).singleElement().asString().contains("64-bit JDK");
    }

    @Test
    void aGlibcThatIsTooOldIsNamedWithItsVersion() {
        Platform redHat9 = new Platform(Family.LINUX, "x86_64", "Linux 5.14", new Libc(Libc.Kind.GLIBC, "2.34"), false);

        assertThat(platform(redHat9).advice()).singleElement().asString().contains("2.34", Libc.NEEDED_GLIBC);
    }

    @Test
    void supportedPlatformsAreFine() {
        assertThat(List.of(LINUX, WINDOWS, MAC))
                .allSatisfy(platform -> assertThat(platform(platform).mark()).isEqualTo(Mark.OK));
    }

    @Test
    void symptomsOnLinuxPointToTheirCause() {
        assertThat(onFailure(LINUX, "libjnitorch.so: failed to map segment from shared object"))
                .contains("noexec")
                .contains("cachedir=");
        assertThat(onFailure(LINUX, "No space left on device")).startsWith("The disk is full");
        assertThat(onFailure(LINUX, "version `GLIBCXX_3.4.30' not found")).startsWith("The C++ library");
        assertThat(onFailure(LINUX, "Could not find jnitorch in class, module, and library paths."))
                .startsWith("The engine's jars");
    }
}
