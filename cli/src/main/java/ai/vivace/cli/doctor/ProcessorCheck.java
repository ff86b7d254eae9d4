package ai.vivace.cli.doctor;

import java.util.function.Supplier;

/** Processors, what of them the engine uses, and how many threads it takes. */
record ProcessorCheck(Supplier<EngineState> engine, int processors, Supplier<Integer> engineThreads) implements Check {
    @Override
    public Finding look() {
        String count = processors == 1 ? "1 processor" : processors + " processors";
        Finding finding = Finding.ok("Processor", count);
        if (engine.get() instanceof EngineState.Loaded loaded) {
            int threads = engineThreads.get();
            String text = count + ", " + loaded.instructions() + ", engine uses "
                    + (threads == 1 ? "1 thread" : threads + " threads");
            finding = loaded.instructions().equals("DEFAULT")
                            || loaded.instructions().equals("NO AVX")
                    ? Finding.warn("Processor", text, "The processor has no AVX2: the engine works, but slowly.")
                    : Finding.ok("Processor", text);
            finding = finding.fact("instructions", loaded.instructions()).fact("engineThreads", threads);
        }
        return finding.fact("processors", processors);
    }
}
