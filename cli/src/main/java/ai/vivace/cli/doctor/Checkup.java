package ai.vivace.cli.doctor;

import ai.vivace.tensor.Engine;
import ai.vivace.tensor.EngineFiles;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All checks in the order in which one explains the next: those that load the engine come after those that do not. */
public final class Checkup {
    private final Map<String, Check> checks;

    private Checkup(Map<String, Check> checks) {
        this.checks = checks;
    }

    /**
     * The checks of this machine.
     *
     * @param charset what standard output is written in
     * @param environment the environment variables
     */
    public static Checkup here(Charset charset, Map<String, String> environment) {
        return of(Platform.detect(), once(EngineState::load), charset, environment);
    }

    static Checkup of(
            Platform platform, Supplier<EngineState> engine, Charset charset, Map<String, String> environment) {
        int processors = Runtime.getRuntime().availableProcessors();
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("Java", JavaCheck.of(platform));
        checks.put("Platform", new PlatformCheck(platform, EngineFiles.platform()));
        checks.put("Natives", () -> new NativesCheck(EngineFiles.platform(), EngineFiles.jars(), EngineFiles.missing())
                .look());
        checks.put("Cache", new CacheCheck(EngineFiles::cacheFolder));
        checks.put("Memory", () -> MemoryCheck.here().look());
        checks.put("Disk", new DiskCheck(Path.of("").toAbsolutePath()));
        checks.put("Variables", new EnvironmentCheck(environment, processors));
        checks.put("Terminal", new CharsetCheck(platform, charset));
        checks.put("Engine", new EngineCheck(platform, engine));
        checks.put("Processor", new ProcessorCheck(engine, processors, Engine::threads));
        checks.put("Devices", () -> new DevicesCheck(
                        engine, EngineFiles.isCudaBuild(), DevicesCheck.hasNvidiaDriver(platform))
                .look());
        checks.put("Arithmetic", new ArithmeticCheck(engine, Arithmetic::measure));
        checks.put("Speed", new SpeedCheck(engine, processors, Speed::measure));
        return new Checkup(checks);
    }

    /**
     * Makes every check.
     *
     * @param each is given each finding as soon as there is one: an engine that takes the process down leaves the rest shown
     * @return all of them
     */
    public List<Finding> run(Consumer<Finding> each) {
        List<Finding> findings = new ArrayList<>();
        checks.forEach((topic, check) -> {
            Finding finding = look(topic, check);
            each.accept(finding);
            findings.add(finding);
        });
        return findings;
    }

    /** A check that itself fails is a finding too: the others still help. */
    private static Finding look(String topic, Check check) {
        try {
            return check.look();
        } catch (RuntimeException | LinkageError e) {
            return Finding.fail(topic, "cannot be checked: " + EngineState.reason(e), List.of());
        }
    }

    private static <T> Supplier<T> once(Supplier<T> source) {
        return new Supplier<>() {
            private @Nullable T value;

            @Override
            public T get() {
                T known = value;
                if (known == null) {
                    known = source.get();
                    value = known;
                }
                return known;
            }
        };
    }
}
