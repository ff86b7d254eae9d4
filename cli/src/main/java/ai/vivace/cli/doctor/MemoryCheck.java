package ai.vivace.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Main memory: what Java may take of it, and what is left for tensors, which lie outside Java's heap. */
record MemoryCheck(long total, long free, long heap) implements Check {
    private static final long LITTLE = 1_500_000_000L;

    static MemoryCheck here() {
        long heap = Runtime.getRuntime().maxMemory();
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            return new MemoryCheck(system.getTotalMemorySize(), system.getFreeMemorySize(), heap);
        }
        return new MemoryCheck(0, 0, heap);
    }

    @Override
    public Finding look() {
        String text = (total == 0 ? "unknown" : Sizes.text(total) + " (" + Sizes.text(free) + " unused)")
                + ", Java's heap at most " + Sizes.text(heap);
        Finding finding = total != 0 && total < LITTLE
                ? Finding.warn(
                        "Memory",
                        text,
                        "Training pictures wants 2 GB or more: use small batches and a smaller picture size.")
                : Finding.ok("Memory", text);
        return finding.fact("totalBytes", total).fact("freeBytes", free).fact("heapBytes", heap);
    }
}
