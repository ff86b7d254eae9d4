package ai.vivace.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.VivaceException;
import ai.vivace.cli.doctor.Finding.Mark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final EngineState LOADED = new EngineState.Loaded("2.13.0", "AVX2", List.of("cpu"));
    private static final EngineState FAILED = new EngineState.Failed("jnitorch.dll is missing");

    @Test
    void anEngineThatDoesNotLoadLeavesAllOtherFindings() {
        List<Finding> findings = Checkup.of(Platform.detect(), () -> FAILED, StandardCharsets.UTF_8, Map.of())
                .run(finding -> {});

        assertThat(findings).extracting(Finding::topic).contains("Java", "Memory", "Engine", "Devices", "Speed");
        assertThat(findings)
                .filteredOn(finding -> finding.topic().equals("Engine"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.mark()).isEqualTo(Mark.FAIL);
                    assertThat(finding.facts()).containsEntry("reason", "jnitorch.dll is missing");
                });
    }

    @Test
    void theReasonIsTheInnermostOne() {
        UnsatisfiedLinkError link = new UnsatisfiedLinkError("libgomp.so.1: cannot open\nsecond line");
        Throwable outer = new ExceptionInInitializerError(new VivaceException("The engine does not load.", link));

        assertThat(EngineState.reason(outer)).isEqualTo("libgomp.so.1: cannot open");
        assertThat(EngineState.reason(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void aDriverThatTheCpuBuildCannotUseIsPointedOut() {
        Finding unused = new DevicesCheck(() -> LOADED, false, true).look();
        Finding broken = new DevicesCheck(() -> LOADED, true, true).look();
        Finding none = new DevicesCheck(() -> LOADED, false, false).look();

        assertThat(unused.mark()).isEqualTo(Mark.WARN);
        assertThat(unused.advice()).singleElement().asString().contains("-Pcuda");
        assertThat(broken.mark()).isEqualTo(Mark.WARN);
        assertThat(broken.advice()).anyMatch(advice -> advice.contains("--gpus all"));
        assertThat(none.mark()).isEqualTo(Mark.OK);
        assertThat(none.text()).contains("no NVIDIA driver");
    }

    @Test
    void threadsThatMakeItSlowerAreAWarning() {
        assertThat(new SpeedCheck(() -> LOADED, 8, () -> new Speed(100, 20, 2))
                        .look()
                        .mark())
                .isEqualTo(Mark.WARN);
        assertThat(new SpeedCheck(() -> LOADED, 8, () -> new Speed(100, 500, 2))
                        .look()
                        .mark())
                .isEqualTo(Mark.OK);
        assertThat(new SpeedCheck(() -> LOADED, 8, () -> new Speed(100, 500, 50))
                        .look()
                        .mark())
                .isEqualTo(Mark.WARN);
    }

    @Test
    void anEngineThatComputesWrongIsAFailure() {
        Finding wrong = new ArithmeticCheck(() -> LOADED, () -> new Arithmetic(2.5, 10)).look();

        assertThat(wrong.mark()).isEqualTo(Mark.FAIL);
        assertThat(wrong.text()).contains("computes wrong");
        assertThat(wrong.advice()).isNotEmpty();
        assertThat(new ArithmeticCheck(() -> LOADED, () -> new Arithmetic(Double.NaN, 10))
                        .look()
                        .mark())
                .isEqualTo(Mark.FAIL);
        assertThat(new ArithmeticCheck(() -> FAILED, () -> new Arithmetic(0, 1))
                        .look()
                        .mark())
                .isEqualTo(Mark.WARN);
    }

    @Test
    void thisEngineComputesRightHere() {
        Arithmetic arithmetic = Arithmetic.measure();

        assertThat(arithmetic.isRight()).as("%s", arithmetic).isTrue();
        assertThat(arithmetic.worst()).isPositive();
    }

    @Test
    void aProcessorWithoutVectorInstructionsIsAWarning() {
        EngineState old = new EngineState.Loaded("2.13.0", "DEFAULT", List.of("cpu"));

        assertThat(new ProcessorCheck(() -> old, 2, () -> 2).look().mark()).isEqualTo(Mark.WARN);
        assertThat(new ProcessorCheck(() -> LOADED, 2, () -> 2).look().mark()).isEqualTo(Mark.OK);
    }

    @Test
    void missingNativesAreNamed() {
        Finding finding = new NativesCheck("linux-x86_64", List.of(), List.of("pytorch")).look();

        assertThat(finding.mark()).isEqualTo(Mark.FAIL);
        assertThat(finding.text()).contains("pytorch", "linux-x86_64");
    }

    @Test
    void variablesThatSlowTheEngineAreWarnedOf() {
        Finding many = new EnvironmentCheck(Map.of("OMP_NUM_THREADS", "64"), 4).look();
        Finding other = new EnvironmentCheck(Map.of("LD_LIBRARY_PATH", "/opt/libtorch/lib"), 4).look();
        Finding fine = new EnvironmentCheck(Map.of("OMP_NUM_THREADS", "4", "EDITOR", "ed"), 4).look();

        assertThat(many.mark()).isEqualTo(Mark.WARN);
        assertThat(other.advice()).singleElement().asString().contains("another libtorch");
        assertThat(fine.mark()).isEqualTo(Mark.OK);
        assertThat(fine.text()).isEqualTo("OMP_NUM_THREADS=4");
    }

    @Test
    void littleRoomAndLittleMemoryAreWarnings() {
        assertThat(new DiskCheck(Path.of("here")).judge(10_000_000, true).mark())
                .isEqualTo(Mark.WARN);
        assertThat(new DiskCheck(Path.of("here")).judge(10_000_000_000L, true).mark())
                .isEqualTo(Mark.OK);
        assertThat(new MemoryCheck(1_000_000_000L, 1, 1).look().mark()).isEqualTo(Mark.WARN);
        assertThat(new MemoryCheck(8_000_000_000L, 1, 1).look().mark()).isEqualTo(Mark.OK);
    }

    @Test
    void aCharsetWithoutUnicodeSaysHowToGetIt() {
        Finding finding = new CharsetCheck(Platform.detect(), StandardCharsets.US_ASCII).look();

        assertThat(finding.mark()).isEqualTo(Mark.WARN);
        assertThat(finding.text()).contains("ASCII");
    }
}
