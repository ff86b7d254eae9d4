package ai.vivace.cli.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Environment variables that change how Java or the engine behaves. */
record EnvironmentCheck(Map<String, String> environment, int processors) implements Check {
    private static final List<String> THAT_MATTER = List.of(
            "JAVA_HOME",
            "VIVACE_JAVA_OPTS",
            "JAVA_TOOL_OPTIONS",
            "OMP_NUM_THREADS",
            "OPENBLAS_NUM_THREADS",
            "MKL_NUM_THREADS",
            "OMP_WAIT_POLICY",
            "MALLOC_ARENA_MAX",
            "MALLOC_TRIM_THRESHOLD_",
            "MALLOC_MMAP_THRESHOLD_",
            "GLIBC_TUNABLES",
            "ONEDNN_PRIMITIVE_CACHE_CAPACITY",
            "LD_PRELOAD",
            "LD_LIBRARY_PATH",
            "DYLD_LIBRARY_PATH",
            "CUDA_VISIBLE_DEVICES");

    @Override
    public Finding look() {
        Map<String, String> set = new LinkedHashMap<>();
        for (String name : THAT_MATTER) {
            String value = environment.get(name);
            if (value != null) {
                set.put(name, value);
            }
        }
        List<String> advice = advice(set);
        List<String> shown = new ArrayList<>();
        set.forEach((name, value) -> shown.add(name + "=" + value));
        String text = shown.isEmpty() ? "nothing set that matters" : String.join(" ", shown);
        Finding finding = advice.isEmpty()
                ? Finding.ok("Variables", text)
                : Finding.warn("Variables", text, advice.toArray(String[]::new));
        return finding.fact("variables", set);
    }

    private List<String> advice(Map<String, String> set) {
        List<String> advice = new ArrayList<>();
        for (String name : List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")) {
            String value = set.getOrDefault(name, "");
            if (value.matches("\\d{1,6}") && Integer.parseInt(value) > processors) {
                advice.add(name + " is more than the " + processors + " processors here; unset it. Use --threads.");
            }
        }
        for (String name : List.of("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")) {
            if (set.getOrDefault(name, "").contains("torch")) {
                advice.add(name
                        + " names a folder of another libtorch, which may be loaded instead: unset it for vivace.");
            }
        }
        return advice;
    }
}
