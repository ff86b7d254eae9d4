package ai.vivace.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wall and CPU milliseconds of repeated steps. The JDK's clock of the process's CPU time ticks in 10 ms, so that is taken over ten
 * blocks of steps; it has the compiler and the collector in it.
 */
final class StepClock {
    private static final int BLOCKS = 10;
    static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final double[] wall;
    private final double[] cpu = new double[BLOCKS];
    private int steps;
    private int blocks;
    private int blockSteps;
    private long blockCpu;
    private long started;

    StepClock(int expectedSteps) {
        wall = new double[expectedSteps];
    }

    boolean isFull() {
        return steps == wall.length;
    }

    void start() {
        if (blockSteps == 0) {
            blockCpu = SYSTEM.getProcessCpuTime();
        }
        started = System.nanoTime();
    }

    void stop() {
        wall[steps++] = (System.nanoTime() - started) / 1e6;
        blockSteps++;
        if (steps == (long) wall.length * (blocks + 1) / BLOCKS) {
            cpu[blocks++] = (SYSTEM.getProcessCpuTime() - blockCpu) / 1e6 / blockSteps;
            blockSteps = 0;
        }
    }

    Map<String, Object> summary(String name) {
        double[] walls = Arrays.copyOf(wall, steps);
        double[] cpus = Arrays.copyOf(cpu, blocks);
        Arrays.sort(walls);
        Arrays.sort(cpus);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(name + "_wall_ms_median", rounded(median(walls)));
        figures.put(name + "_wall_ms_min", rounded(walls[0]));
        figures.put(name + "_cpu_ms_median", rounded(median(cpus)));
        figures.put(name + "_cpu_ms_min", rounded(cpus[0]));
        return figures;
    }

    static double median(double... sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
