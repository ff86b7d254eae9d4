package ai.vivace.cli.doctor;

import ai.vivace.tensor.EngineFiles;
import java.util.function.Supplier;

/** Whether the engine loads. */
record EngineCheck(Platform platform, Supplier<EngineState> engine) implements Check {
    @Override
    public Finding look() {
        EngineState state = engine.get();
        if (state instanceof EngineState.Loaded loaded) {
            return Finding.ok(
                            "Engine",
                            "libtorch " + loaded.version() + (EngineFiles.isCudaBuild() ? " for CUDA" : "") + ", loads")
                    .fact("version", loaded.version())
                    .fact("loads", true);
        }
        String reason = ((EngineState.Failed) state).reason();
        return Finding.fail("Engine", "does not load: " + reason, Advice.engine(platform, reason))
                .fact("loads", false)
                .fact("reason", reason);
    }
}
