package ai.vivace.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows how far each epoch has come, for trainings that have no callbacks. */
final class EpochProgress implements AutoCloseable {
    private final Console console;
    private final int batches;
    private @Nullable Progress current;

    EpochProgress(Console console, int batches) {
        this.console = console;
        this.batches = batches;
    }

    /** An epoch begins. */
    void begin(int epoch) {
        current = Progress.of(console, "epoch " + epoch + ": batch", batches);
    }

    /** One more batch of it is done. */
    void step() {
        Objects.requireNonNull(current, "A batch belongs to an epoch").step();
    }

    /** The epoch has ended. */
    void end() {
        if (current != null) {
            current.close();
        }
    }

    @Override
    public void close() {
        end();
    }
}
