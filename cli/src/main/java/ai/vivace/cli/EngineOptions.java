package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that use the engine. */
final class EngineOptions {
    /** Far more than helps; many more would end the process for want of memory for their stacks. */
    private static final int MOST_THREADS = 512;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "Where to compute: cpu, cuda, cuda:1, mps or auto (default).")
    private String device = "auto";

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of one operation; default: the number of processors.")
    private @Nullable Integer threads;

    /**
     * Loads the engine and sets it up as asked.
     *
     * @return the device to compute on
     * @throws InputException when this machine has no such device or no such number of threads can be
     */
    Device start() {
        if (threads != null) {
            int count = threads;
            InputException.require(
                    count >= 1 && count <= MOST_THREADS,
                    () -> "--threads must be from 1 to " + MOST_THREADS + ", but was " + count + ".");
            Engine.threads(count);
        } else {
            Engine.start();
        }
        return Device.of(device);
    }
}
