package ai.vivace.schedule;

import ai.vivace.base.InputException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Warm restarts (Loshchilov and Hutter 2016): cosines from the highest rate to 0, each cycle longer than the one before;
 * momentum is left alone.
 *
 * @param cycles at least 1
 * @param cycleEpochs the length of the first cycle; at least 1
 * @param multiplier how many times as long the next cycle is; at least 1, default 2
 */
public record Sgdr(int cycles, int cycleEpochs, int multiplier) implements Policy {
    public Sgdr {
        InputException.require(
                cycles >= 1 && cycleEpochs >= 1 && multiplier >= 1,
                () -> "Warm restarts need at least 1 cycle, 1 epoch and multiplier 1, but came with " + cycles + ", "
                        + cycleEpochs + " and " + multiplier + ".");
        InputException.require(
                epochs(cycles, cycleEpochs, multiplier) <= Integer.MAX_VALUE,
                () -> cycles + " cycles that start at " + cycleEpochs + " epochs and grow " + multiplier
                        + "-fold would never end; take fewer.");
    }

    /** Cycles that double in length. */
    public static Sgdr of(int cycles, int cycleEpochs) {
        return new Sgdr(cycles, cycleEpochs, 2);
    }

    /** The same with another multiplier. */
    public Sgdr multiplier(int newMultiplier) {
        return new Sgdr(cycles, cycleEpochs, newMultiplier);
    }

    /** How many epochs all cycles last together: the training must have just as many. */
    public int epochs() {
        return (int) epochs(cycles, cycleEpochs, multiplier);
    }

    /** After how many epochs each cycle ends. */
    public List<Integer> cycleEnds() {
        return IntStream.rangeClosed(1, cycles)
                .mapToObj(cycle -> (int) epochs(cycle, cycleEpochs, multiplier))
                .toList();
    }

    @Override
    public Schedule factor() {
        List<Double> portions = IntStream.range(0, cycles)
                .mapToObj(cycle -> cycleEpochs * Math.pow(multiplier, cycle) / epochs())
                .toList();
        return Schedule.combine(portions, Collections.nCopies(cycles, Schedule.cosine(1, 0)));
    }

    private static double epochs(int cycles, int cycleEpochs, int multiplier) {
        return multiplier == 1
                ? (double) cycleEpochs * cycles
                : cycleEpochs * (Math.pow(multiplier, cycles) - 1) / (multiplier - 1);
    }
}
