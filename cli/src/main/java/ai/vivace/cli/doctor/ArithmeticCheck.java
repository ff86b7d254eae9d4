package ai.vivace.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Whether the engine computes right on this processor. */
record ArithmeticCheck(Supplier<EngineState> engine, Supplier<Arithmetic> measurement) implements Check {
    @Override
    public Finding look() {
        if (!(engine.get() instanceof EngineState.Loaded)) {
            return Finding.warn("Arithmetic", "not checked: the engine does not load");
        }
        Arithmetic arithmetic = measurement.get();
        String difference = String.format(
                Locale.ROOT, "differ by %.1e of numbers up to %.0f", arithmetic.worst(), arithmetic.size());
        Finding finding = arithmetic.isRight()
                ? Finding.ok("Arithmetic", "convolutions and matrix products agree (they " + difference + ")")
                : Finding.fail(
                        "Arithmetic",
                        "the engine computes wrong: convolutions and matrix products " + difference,
                        List.of(
                                "Do not train pictures here: the engine misjudges this processor. A virtual machine that passes"
                                        + " the processor's caches on (CPU type \"host\"), or another machine, helps.",
                                "Please report this with the output of `vivace doctor --json`."));
        return finding.fact("largestDifference", arithmetic.worst()).fact("right", arithmetic.isRight());
    }
}
