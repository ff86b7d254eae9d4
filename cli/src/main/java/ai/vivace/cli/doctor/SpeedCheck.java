package ai.vivace.cli.doctor;

import java.util.Locale;
import java.util.function.Supplier;

/** Half a second of work, to see whether threads help and calls are cheap. */
record SpeedCheck(Supplier<EngineState> engine, int processors, Supplier<Speed> measurement) implements Check {
    private static final double SLOW_CALL_MICROSECONDS = 20;

    @Override
    public Finding look() {
        if (!(engine.get() instanceof EngineState.Loaded)) {
            return Finding.warn("Speed", "not measured: the engine does not load");
        }
        Speed speed = measurement.get();
        String text = String.format(
                Locale.ROOT,
                "matrix product %.0f GFLOP/s on one thread, %.0f on all; small operation %.1f µs",
                speed.oneThread(),
                speed.allThreads(),
                speed.smallMicroseconds());
        return judge(speed, text)
                .fact("gigaflopsOneThread", speed.oneThread())
                .fact("gigaflopsAllThreads", speed.allThreads())
                .fact("smallOperationMicroseconds", speed.smallMicroseconds());
    }

    private Finding judge(Speed speed, String text) {
        if (processors > 1 && speed.allThreads() < speed.oneThread()) {
            return Finding.warn(
                    "Speed",
                    text,
                    "More threads make it slower: other programs use the processors, or a container's share is smaller "
                            + "than it looks. Try --threads " + processors / 2 + ".");
        }
        return speed.smallMicroseconds() > SLOW_CALL_MICROSECONDS
                ? Finding.warn(
                        "Speed", text, "Calls into the engine are slow: is the machine busy, or Java translated?")
                : Finding.ok("Speed", text);
    }
}
