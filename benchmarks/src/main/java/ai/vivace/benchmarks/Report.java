package ai.vivace.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a program found, as one line of JSON with the names that the other programs use. */
final class Report {
    private Report() {}

    static void print(String program, String engine, Options options, Map<String, Object> figures) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("program", program);
        line.put("engine", engine);
        line.putAll(options.read());
        line.putAll(figures);
        line.put(
                "program_wall_s",
                StepClock.rounded(ManagementFactory.getRuntimeMXBean().getUptime() / 1e3));
        line.put("program_cpu_s", StepClock.rounded(StepClock.SYSTEM.getProcessCpuTime() / 1e9));
        line.put("peak_rss_mb", peakMegabytes());
        line.put("load1", StepClock.rounded(StepClock.SYSTEM.getSystemLoadAverage()));
        System.out.println(json(line));
    }

    private static String json(Map<String, Object> line) throws JsonProcessingException {
        return new JsonMapper().writeValueAsString(line);
    }

    /** The largest resident memory so far; NaN where the system does not say. */
    private static double peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmHWM:")) {
                    return Math.round(Long.parseLong(line.replaceAll("\\D", "")) / 102.4) / 10.0;
                }
            }
        }
        return Double.NaN;
    }
}
